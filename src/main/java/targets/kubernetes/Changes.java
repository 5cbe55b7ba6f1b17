package targets.kubernetes;

import io.fabric8.kubernetes.client.Watch;
import java.util.function.Supplier;

/**
 * Tells of the changes of one object until it is closed. The watch is opened beside the
 * work: behind a proxy that passes on only what is whole it opens when the server ends
 * it, and nobody waits for that. Who needs a change still looks from time to time.
 */
final class Changes implements AutoCloseable {

	private Watch watch;

	private boolean closed;

	/**
	 * @param opening opens the watch; may take as long as it likes
	 */
	static Changes heardBy(Supplier<Watch> opening) {
		Changes changes = new Changes();
		Thread.ofVirtual().name("watch").start(() -> changes.keep(opening.get()));
		return changes;
	}

	private synchronized void keep(Watch opened) {
		if (this.closed) {
			opened.close();
		}
		else {
			this.watch = opened;
		}
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		if (this.watch != null) {
			this.watch.close();
		}
	}

}
