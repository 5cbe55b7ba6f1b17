package domain.profile;

import java.time.Duration;

/**
 * How a component is scaled down without its users noticing (runbook A, gradual scale
 * down).
 *
 * @param minimum fewest instances that a person may ask for; 1 when absent
 * @param maximum most instances that a person may ask for; absent: any number
 * @param step instances taken away at a time; 1 when absent
 * @param settle time between a step and the look at the service levels; 60 s when absent
 * @param tolerance how much worse a missed service level may become, as a share of its
 * value before; 0.1 when absent
 * @param registered PromQL of the instances that have made themselves known to whoever
 * gives them work; after scaling it must reach the number asked for. Optional (runbook C,
 * worker agents in the service registry)
 */
public record Scaling(Integer minimum, Integer maximum, Integer step, Duration settle, Double tolerance,
		String registered) {

	public Scaling {
		minimum = minimum == null ? 1 : minimum;
		step = step == null ? 1 : step;
		settle = settle == null ? Duration.ofSeconds(60) : settle;
		tolerance = tolerance == null ? 0.1 : tolerance;
	}

	public static Scaling usual() {
		return new Scaling(null, null, null, null, null, null);
	}

}
