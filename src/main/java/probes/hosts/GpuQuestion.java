package probes.hosts;

import domain.probe.Finding;
import domain.probe.Judgement;
import domain.profile.Probe;
import domain.profile.TargetProfile;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The worst of all GPUs, by {@code nvidia-smi --query-gpu} in CSV (NVIDIA System
 * Management Interface; a value that a card lacks is {@code [N/A]}).
 */
final class GpuQuestion implements HostQuestion {

	private static final int UTILIZATION = 0;

	private static final int MEMORY_USED = 1;

	private static final int MEMORY_TOTAL = 2;

	private static final int TEMPERATURE = 3;

	@Override
	public List<String> command(Probe probe, TargetProfile host) {
		return List.of("nvidia-smi", "--query-gpu=utilization.gpu,memory.used,memory.total,temperature.gpu",
				"--format=csv,noheader,nounits");
	}

	@Override
	public Finding read(Probe probe, String output) {
		String wanted = probe.field() == null ? "utilization" : probe.field();
		List<double[]> cards = output.lines().filter(line -> !line.isBlank()).map(GpuQuestion::numbers).toList();
		OptionalDouble worst = cards.stream().mapToDouble(card -> value(wanted, card)).filter(Double::isFinite).max();
		if (worst.isEmpty()) {
			return new Finding.Unasked("nvidia-smi gives no " + wanted + ": " + output);
		}
		String unit = wanted.equals("temperature") ? "°C" : "%";
		return new Finding.Measured(worst.getAsDouble(), unit, "the highest " + wanted + " of " + cards.size()
				+ " GPUs is " + Judgement.number(worst.getAsDouble()) + " " + unit);
	}

	private static double value(String wanted, double[] card) {
		if (card.length <= TEMPERATURE) {
			return Double.NaN;
		}
		return switch (wanted) {
			case "utilization" -> card[UTILIZATION];
			case "memory" -> 100 * card[MEMORY_USED] / card[MEMORY_TOTAL];
			case "temperature" -> card[TEMPERATURE];
			default -> Double.NaN;
		};
	}

	private static double[] numbers(String line) {
		return java.util.Arrays.stream(line.split(","))
			.map(String::strip)
			.mapToDouble(text -> text.matches("\\d+(\\.\\d+)?") ? Double.parseDouble(text) : Double.NaN)
			.toArray();
	}

}
