package workflows.maintenance;

import domain.profile.Routine;
import domain.profile.RoutineTask;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import workflows.steps.Words;

/**
 * How long a routine may take and how long the system may be down for it. What a task
 * with downtime takes counts whole: nobody knows better.
 */
final class Budget {

	private final Routine routine;

	private final Words words;

	private final Instant began;

	private Duration down = Duration.ZERO;

	Budget(Routine routine, Words words, Instant began) {
		this.routine = routine;
		this.words = words;
		this.began = began;
	}

	void spent(Duration downtime) {
		down = down.plus(downtime);
	}

	/** Downtime that is left; never less than none. */
	Duration downtimeLeft() {
		Duration left = routine.downtime().minus(down);
		return left.isNegative() ? Duration.ZERO : left;
	}

	/** Time that is left; empty without a limit. */
	Optional<Duration> timeLeft(Instant now) {
		return Optional.ofNullable(routine.longest()).map(longest -> {
			Duration left = longest.minus(Duration.between(began, now));
			return left.isNegative() ? Duration.ZERO : left;
		});
	}

	/** Why a task cannot begin any more; empty when it can. */
	Optional<String> refusal(RoutineTask task, Instant now) {
		Duration expected = task.expected() == null ? Duration.ZERO : task.expected();
		Optional<Duration> time = timeLeft(now).filter(left -> left.isZero() || expected.compareTo(left) > 0);
		if (time.isPresent()) {
			return Optional.of(words.say("it is expected to take %s and %s of %s are left",
					"a duração prevista é %s e restam %s de %s", words.length(expected), words.length(time.get()),
					words.length(routine.longest())));
		}
		if (task.downtime() && expected.compareTo(downtimeLeft()) > 0) {
			return Optional.of(words.say("it is expected to be down for %s and %s of %s downtime are left",
					"a indisponibilidade prevista é %s e restam %s de %s", words.length(expected),
					words.length(downtimeLeft()), words.length(routine.downtime())));
		}
		return Optional.empty();
	}

}
