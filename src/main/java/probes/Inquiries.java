package probes;

import domain.diagnosis.Question;
import domain.diagnosis.Rows;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.probe.Surroundings;
import domain.profile.NamedQuery;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/**
 * Asks a named query and waits no longer than it allows. That there is no answer is an
 * answer, at once: it is not repeated.
 */
@Component
public class Inquiries {

	/** What a client may need beyond its own deadline to say so. */
	private static final Duration GRACE = Duration.ofSeconds(2);

	private final Map<NamedQuery.Kind, Inquirer> inquirers = new EnumMap<>(NamedQuery.Kind.class);

	public Inquiries(List<Inquirer> inquirers) {
		inquirers.forEach(inquirer -> this.inquirers.put(inquirer.kind(), inquirer));
	}

	/**
	 * The rows.
	 * @param alive called every second
	 * @throws PermanentFailure {@code PROFILE} when the question is refused,
	 * {@code NOT_READY} when there is no answer within its time
	 */
	public Rows ask(Question question, Surroundings around, Runnable alive) {
		NamedQuery query = question.query();
		Inquirer inquirer = inquirers.get(query.kind());
		if (inquirer == null) {
			throw new PermanentFailure(FailureKind.PROFILE,
					"query %s: nothing here can ask questions of kind %s".formatted(query.name(), query.kind()));
		}
		CompletableFuture<Rows> answer = new CompletableFuture<>();
		Thread asking = Thread.ofVirtual()
			.name("query " + query.name())
			.start(() -> ask(inquirer, question, around, answer));
		try {
			return await(query, answer, alive);
		}
		finally {
			asking.interrupt();
		}
	}

	private static void ask(Inquirer inquirer, Question question, Surroundings around, CompletableFuture<Rows> answer) {
		try {
			answer.complete(inquirer.ask(question, around));
		}
		catch (Exception failure) {
			answer.completeExceptionally(failure);
		}
	}

	private static Rows await(NamedQuery query, CompletableFuture<Rows> answer, Runnable alive) {
		long deadline = System.nanoTime() + query.within().plus(GRACE).toNanos();
		while (System.nanoTime() < deadline) {
			alive.run();
			try {
				return answer.get(1, TimeUnit.SECONDS);
			}
			catch (TimeoutException goesOn) {
				continue;
			}
			catch (ExecutionException failure) {
				throw sorted(query, failure.getCause());
			}
			catch (InterruptedException stopping) {
				Thread.currentThread().interrupt();
				throw new TransientFailure("query " + query.name() + ": the worker is stopping", stopping);
			}
		}
		throw new PermanentFailure(FailureKind.NOT_READY,
				"query %s: no answer within %s".formatted(query.name(), query.within()));
	}

	private static PermanentFailure sorted(NamedQuery query, Throwable failure) {
		if (failure instanceof PermanentFailure refused) {
			return new PermanentFailure(refused.kind(), "query " + query.name() + ": " + refused.getMessage(), refused);
		}
		return new PermanentFailure(FailureKind.NOT_READY, "query " + query.name() + ": " + Causes.words(failure),
				failure);
	}

}
