package targets.kubernetes;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Helm's library is written in Go, and after an upgrade its runtime has taken the
 * process's signals for itself: SIGTERM and Ctrl-C would then end nothing any more. Each
 * use of it is followed by taking them back.
 */
public final class ProcessSignals {

	/** Those by which a JVM is asked to end. */
	private static final List<String> ENDING = List.of("TERM", "INT", "HUP");

	/** What is added to a signal's number in the exit code of a process that it ended. */
	private static final int BY_SIGNAL = 128;

	private ProcessSignals() {
	}

	/**
	 * Has the JVM end in order at these signals again, with the exit code that it has of
	 * itself. What stood before Helm came cannot be read back: the JDK now knows only
	 * Go's handler.
	 */
	public static void takeBack() {
		// By name: the compiler does not accept a class of the JDK that is not part of
		// its API, and there is no other way to a signal.
		try {
			Class<?> signal = Class.forName("sun.misc.Signal");
			Class<?> handler = Class.forName("sun.misc.SignalHandler");
			for (String name : ENDING) {
				signal.getMethod("handle", signal, handler)
					.invoke(null, signal.getConstructor(String.class).newInstance(name), exiting(handler));
			}
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("The signals that end this process cannot be taken back from Helm", ex);
		}
	}

	private static Object exiting(Class<?> handler) {
		InvocationHandler exit = (proxy, method, arguments) -> {
			if (!method.getName().equals("handle")) {
				throw new UnsupportedOperationException(method.toString());
			}
			int number = (int) arguments[0].getClass().getMethod("getNumber").invoke(arguments[0]);
			System.exit(BY_SIGNAL + number);
			return null;
		};
		return Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] { handler }, exit);
	}

}
