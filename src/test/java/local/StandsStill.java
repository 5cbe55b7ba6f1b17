package local;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Ends a test that stands still, so that it fails and is run once more instead of keeping
 * everybody waiting: the in-memory Temporal server forgets a run whose timer fires in the
 * moment in which it is cancelled (sdk-java 2606, 3088). JUnit's own limits leave dynamic
 * tests out. In every test by {@code META-INF/services}.
 */
public final class StandsStill implements InvocationInterceptor {

	private static final Duration LIMIT = Duration.parse(System.getProperty("holdfast.test.limit", "PT20M"));

	private static final ScheduledExecutorService CLOCK = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("stands-still").factory());

	@Override
	public void interceptTestMethod(Invocation<Void> test, ReflectiveInvocationContext<Method> method,
			ExtensionContext context) throws Throwable {
		proceed(test, context);
	}

	@Override
	public void interceptTestTemplateMethod(Invocation<Void> test, ReflectiveInvocationContext<Method> method,
			ExtensionContext context) throws Throwable {
		proceed(test, context);
	}

	@Override
	public void interceptDynamicTest(Invocation<Void> test, DynamicTestInvocationContext dynamic,
			ExtensionContext context) throws Throwable {
		proceed(test, context);
	}

	private static void proceed(Invocation<Void> test, ExtensionContext context) throws Throwable {
		Thread thread = Thread.currentThread();
		AtomicBoolean late = new AtomicBoolean();
		var end = CLOCK.schedule(() -> {
			late.set(true);
			thread.interrupt();
		}, LIMIT.toMillis(), TimeUnit.MILLISECONDS);
		try {
			test.proceed();
		}
		catch (Throwable failure) {
			throw late.get() ? new AssertionError(
					context.getDisplayName() + " stood still for " + LIMIT + " and was ended", failure) : failure;
		}
		finally {
			end.cancel(false);
			if (late.get()) {
				// The next test begins without this one's interrupt.
				Thread.interrupted();
			}
		}
	}

}
