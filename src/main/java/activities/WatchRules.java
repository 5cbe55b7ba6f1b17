package activities;

import domain.check.Measurement;
import domain.check.Verdict;
import domain.check.WatchCounters;
import domain.check.WatchEnd;
import domain.check.WatchRequest;
import domain.check.WatchResult;
import domain.people.Languages;
import domain.profile.Check;
import domain.release.RolloutState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When a watch has something to say, and what. Pure: the same looks give the same ends.
 */
final class WatchRules {

	private final WatchRequest request;

	private int looksWithTrouble;

	WatchRules(WatchRequest request) {
		this.request = request;
	}

	/** The counters after one more look. */
	static WatchCounters count(WatchCounters before, Sight sight, Instant now) {
		SortedMap<String, Integer> passes = new TreeMap<>(before.passes());
		SortedMap<String, Integer> failures = new TreeMap<>(before.failures());
		for (Measurement measurement : sight.measurements()) {
			if (measurement.verdict() == Verdict.PASS) {
				passes.merge(measurement.check(), 1, Integer::sum);
			}
			if (measurement.verdict() == Verdict.FAIL) {
				failures.merge(measurement.check(), 1, Integer::sum);
			}
		}
		Instant blindSince = sight.blind() == null ? null : before.blindSince() == null ? now : before.blindSince();
		return new WatchCounters(before.looks() + 1, passes, failures, blindSince);
	}

	/** Why the watch comes back now, or nothing when it goes on. */
	Optional<WatchResult> end(Sight sight, WatchCounters counters, Instant now) {
		return alert(sight).or(() -> budget(sight, counters))
			.or(() -> cluster(sight))
			.or(() -> blind(sight, counters, now))
			.or(() -> passed(sight, counters, now))
			.or(() -> undecided(sight, counters, now))
			.map(end -> new WatchResult(end.end(), end.reason(), now, sight.measurements(), counters));
	}

	private Optional<End> alert(Sight sight) {
		return sight.alerts().isEmpty() ? Optional.empty() : end(WatchEnd.CRITICAL_ALERT,
				say("critical alert firing: %s", "alerta crítico ativo: %s", String.join("; ", sight.alerts())));
	}

	private Optional<End> budget(Sight sight, WatchCounters counters) {
		int failed = counters.failures().values().stream().mapToInt(Integer::intValue).sum();
		if (failed <= request.failBudget()) {
			return Optional.empty();
		}
		// A worker that died between counting and saying so leaves a spent budget behind:
		// a good look afterwards does not refill it.
		return end(WatchEnd.FAILED,
				sight.failing()
					.map(measurement -> measurement.inWords(language()))
					.orElseGet(() -> say("%d failed looks %s, %d borne", "%d verificações reprovadas %s, %d toleradas",
							failed, counters.failures(), request.failBudget())));
	}

	private Optional<End> cluster(Sight sight) {
		RolloutState state = sight.state();
		if (state == null) {
			return Optional.empty();
		}
		return trouble(state).or(() -> drift(state)).or(() -> changed(state));
	}

	/** Twice in a row: a pod that moves to another node is not ready for a moment. */
	private Optional<End> trouble(RolloutState state) {
		boolean gone = state.canaryWanted() == 0;
		looksWithTrouble = gone || state.canaryTrouble() != null ? looksWithTrouble + 1 : 0;
		if (looksWithTrouble < 2) {
			return Optional.empty();
		}
		return end(WatchEnd.CANARY_NOT_READY,
				gone ? say("the canary's workload is gone", "o workload do canário desapareceu")
						: say("canary pods: %s", "pods do canário: %s", state.canaryTrouble()));
	}

	private Optional<End> drift(RolloutState state) {
		boolean asWanted = state.weight() == request.weight() && state.routeIntact();
		if (asWanted || request.reported().contains(WatchEnd.WEIGHT_DRIFTED)) {
			return Optional.empty();
		}
		return end(WatchEnd.WEIGHT_DRIFTED,
				say("the canary has %d %% instead of %d %%", "o canário está com %d %% em vez de %d %%", state.weight(),
						request.weight())
						+ (state.routeIntact() ? ""
								: say(", and the route's rules disagree", ", e as regras da rota divergem entre si"))
						+ by(state));
	}

	private Optional<End> changed(RolloutState state) {
		String wanted = request.stable().fingerprint();
		if (wanted == null || state.stableFingerprint() == null || wanted.equals(state.stableFingerprint())
				|| request.reported().contains(WatchEnd.WORKLOAD_CHANGED)) {
			return Optional.empty();
		}
		return end(WatchEnd.WORKLOAD_CHANGED,
				say("%s was changed", "%s foi alterado", request.rollout().workload()) + by(state));
	}

	private String by(RolloutState state) {
		return state.changedBy() == null ? ""
				: say(" (last changed by %s)", " (última alteração por %s)", state.changedBy());
	}

	private Optional<End> blind(Sight sight, WatchCounters counters, Instant now) {
		if (counters.blindSince() == null) {
			return Optional.empty();
		}
		Duration lasting = Duration.between(counters.blindSince(), now);
		if (lasting.compareTo(request.blindLimit()) >= 0) {
			return end(WatchEnd.BLIND,
					say("nothing could be seen for %s: %s", "nada pôde ser visto por %s: %s", lasting, sight.blind()));
		}
		// One look without an answer freezes the weight, but wakes nobody: the next may
		// have one.
		boolean first = lasting.isZero();
		return first || request.reported().contains(WatchEnd.SOURCE_DOWN) ? Optional.empty()
				: end(WatchEnd.SOURCE_DOWN, sight.blind());
	}

	private Optional<End> passed(Sight sight, WatchCounters counters, Instant now) {
		boolean enough = request.checks().stream().allMatch(check -> passes(check, counters) >= needed(check));
		boolean over = !now.isBefore(request.since().plus(request.dwell()));
		boolean asked = request.until() == WatchRequest.Until.PASSED;
		return asked && over && enough && sight.allPass() && sight.blind() == null
				? end(WatchEnd.PASSED, sight.inWords(language())) : Optional.empty();
	}

	private Optional<End> undecided(Sight sight, WatchCounters counters, Instant now) {
		boolean asked = request.until() == WatchRequest.Until.PASSED
				&& !request.reported().contains(WatchEnd.UNDECIDED);
		boolean late = !now.isBefore(request.since().plus(request.maximumDwell()));
		return asked && late ? end(WatchEnd.UNDECIDED, say("%s; passing looks %s", "%s; verificações aprovadas %s",
				sight.inWords(language()), counters.passes())) : Optional.empty();
	}

	private String say(String english, String portuguese, Object... values) {
		return Languages.say(language(), english, portuguese, values);
	}

	private String language() {
		return request.run().language();
	}

	private static int passes(Check check, WatchCounters counters) {
		return counters.passes().getOrDefault(check.name(), 0);
	}

	/** For a distribution the number counts samples inside one look. */
	private static int needed(Check check) {
		return check.kind() == Check.Kind.DISTRIBUTION ? 1 : check.minimumSamples();
	}

	private static Optional<End> end(WatchEnd end, String reason) {
		return Optional.of(new End(end, reason));
	}

	private record End(WatchEnd end, String reason) {
	}

}
