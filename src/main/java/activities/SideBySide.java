package activities;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Asks several at once, each on a virtual thread, and hands failures on as they are. */
final class SideBySide {

	private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

	private SideBySide() {
	}

	static <T> CompletableFuture<T> ask(Supplier<T> question) {
		return CompletableFuture.supplyAsync(question, THREADS);
	}

	static <T> T answer(CompletableFuture<T> asked) {
		try {
			return asked.join();
		}
		catch (CompletionException failure) {
			if (failure.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw failure;
		}
	}

}
