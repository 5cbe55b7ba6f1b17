package local;

/**
 * A real server on loopback ports that stay the same from one start to the next, as does
 * its data.
 */
public interface LocalServer extends AutoCloseable {

	/** Starts the server and returns when it answers; does nothing when it is running. */
	void start();

	/**
	 * Stops the server and returns when its process is gone; does nothing when it is
	 * stopped.
	 */
	void stop();

	boolean isRunning();

	@Override
	default void close() {
		stop();
	}

}
