package domain.probe;

import domain.profile.Probe;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Holds what was found against a probe's limits. */
public final class Judgement {

	private static final int LONGEST = 300;

	private Judgement() {
	}

	/** The answer of a probe. */
	public static ProbeAnswer of(Probe probe, Finding finding) {
		return switch (finding) {
			case Finding.Measured measured -> measured(probe, measured);
			case Finding.Impaired impaired -> without(probe, Health.DEGRADED, impaired.words());
			case Finding.Broken broken -> without(probe, Health.FAILED, broken.words());
			case Finding.Unasked unasked -> without(probe, Health.UNKNOWN, unasked.words());
		};
	}

	private static ProbeAnswer without(Probe probe, Health health, String words) {
		return new ProbeAnswer(probe.name(), health, null, limit(probe, false), probe.unit(), shortened(words));
	}

	private static ProbeAnswer measured(Probe probe, Finding.Measured found) {
		if (!Double.isFinite(found.value())) {
			return without(probe, Health.UNKNOWN, "the value is no number: " + found.value());
		}
		Health health = health(probe, found.value());
		return new ProbeAnswer(probe.name(), health, found.value(), limit(probe, health == Health.DEGRADED),
				probe.unit() == null ? found.unit() : probe.unit(), shortened(found.words()));
	}

	private static Health health(Probe probe, double value) {
		if (beyond(value, probe.atMost(), probe.atLeast())) {
			return Health.FAILED;
		}
		return beyond(value, probe.degradedAtMost(), probe.degradedAtLeast()) ? Health.DEGRADED : Health.HEALTHY;
	}

	private static boolean beyond(double value, Double atMost, Double atLeast) {
		return (atMost != null && value > atMost) || (atLeast != null && value < atLeast);
	}

	/** The limit that matters: the one that was passed, else the one of a failure. */
	private static String limit(Probe probe, boolean degraded) {
		String hard = limit(probe.atLeast(), probe.atMost());
		String soft = limit(probe.degradedAtLeast(), probe.degradedAtMost());
		return degraded || hard == null ? soft : hard;
	}

	private static String limit(Double atLeast, Double atMost) {
		if (atLeast == null) {
			return atMost == null ? null : "≤ " + number(atMost);
		}
		return "≥ " + number(atLeast) + (atMost == null ? "" : ", ≤ " + number(atMost));
	}

	/** A number as people read it, three digits of it. */
	public static String number(double value) {
		BigDecimal exact = BigDecimal.valueOf(value);
		BigDecimal rounded = Math.abs(value) >= 1000 ? exact.setScale(0, RoundingMode.HALF_UP)
				: exact.round(new MathContext(3, RoundingMode.HALF_UP));
		return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
	}

	private static String shortened(String words) {
		String line = words == null ? "" : words.strip().replaceAll("\\s+", " ");
		return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
	}

}
