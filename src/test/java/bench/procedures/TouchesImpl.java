package bench.procedures;

import io.temporal.spring.boot.ActivityImpl;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps moments in this JVM, which is the one that measures. */
@ActivityImpl(taskQueues = "operations")
public class TouchesImpl implements Touches {

	private static final Map<String, Long> MOMENTS = new ConcurrentHashMap<>();

	@Override
	public void touch(String key) {
		MOMENTS.put(key, System.nanoTime());
	}

	/**
	 * When the step with this key was begun, by {@link System#nanoTime}; null if not yet.
	 */
	public static Long moment(String key) {
		return MOMENTS.get(key);
	}

}
