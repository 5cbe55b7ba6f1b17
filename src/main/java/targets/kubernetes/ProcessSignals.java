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

	private ProcessSignals() {
	}

	/** Puts the JVM's own handlers in their places again, whatever they are. */
	public static void takeBack() {
		// By name: the compiler does not accept a class of the JDK that is not part of
		// its API, and there is no other way to a signal.
		try {
			Class<?> signal = Class.forName("sun.misc.Signal");
			Class<?> handler = Class.forName("sun.misc.SignalHandler");
			var handle = signal.getMethod("handle", signal, handler);
			for (String name : ENDING) {
				Object one = signal.getConstructor(String.class).newInstance(name);
				// Only a handler that is set anew reaches the operating system.
				Object before = handle.invoke(null, one, exiting(handler));
				handle.invoke(null, one, before);
			}
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("The signals that end this process cannot be taken back from Helm", ex);
		}
	}

	/** For the moment in between. */
	private static Object exiting(Class<?> handler) {
		InvocationHandler exit = (proxy, method, arguments) -> {
			if (method.getName().equals("handle")) {
				System.exit(1);
			}
			return null;
		};
		return Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] { handler }, exit);
	}

}
