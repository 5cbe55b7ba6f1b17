package stores.postgresql;

import domain.backup.Contents;
import domain.failure.TransientFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import stores.Progress;

/** Work that goes on while other work is waited for. */
final class Beside {

	private Beside() {
	}

	/** What a snapshot holds, with heartbeats while it is counted. */
	static Contents contents(Snapshot snapshot, Progress progress) {
		return await(run(snapshot::contents), "counting rows", progress);
	}

	static <T> CompletableFuture<T> run(Supplier<T> work) {
		CompletableFuture<T> done = new CompletableFuture<>();
		Thread.ofVirtual().name("beside").start(() -> {
			try {
				done.complete(work.get());
			}
			catch (RuntimeException failure) {
				done.completeExceptionally(failure);
			}
		});
		return done;
	}

	static <T> T await(CompletableFuture<T> work, String what, Progress progress) {
		while (true) {
			try {
				return work.get(1, TimeUnit.SECONDS);
			}
			catch (TimeoutException working) {
				progress.report(what);
			}
			catch (ExecutionException failed) {
				throw failed.getCause() instanceof RuntimeException failure ? failure : new CompletionException(failed);
			}
			catch (InterruptedException interrupted) {
				Thread.currentThread().interrupt();
				throw new TransientFailure(what + " was interrupted: the worker is shutting down", interrupted);
			}
		}
	}

}
