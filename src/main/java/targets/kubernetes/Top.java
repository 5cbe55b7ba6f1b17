package targets.kubernetes;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.ContainerMetrics;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetrics;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What pods use now, as {@code kubectl top pods --containers} shows it. */
final class Top {

	private static final BigDecimal MEBIBYTE = BigDecimal.valueOf(1 << 20);

	private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

	private final List<PodMetrics> metrics;

	Top(List<PodMetrics> metrics) {
		this.metrics = metrics;
	}

	/** These pods, those that use most memory first. */
	String of(List<String> pods) {
		String head = "%-60s %-30s %12s %14s%n".formatted("POD", "CONTAINER", "CPU(cores)", "MEMORY(bytes)");
		return head + this.metrics.stream()
			.filter((pod) -> pods.contains(pod.getMetadata().getName()))
			.flatMap((pod) -> pod.getContainers().stream().map((container) -> Map.entry(pod, container)))
			.sorted(Comparator.comparing((Map.Entry<PodMetrics, ContainerMetrics> each) -> bytes(each.getValue()))
				.reversed())
			.map((each) -> line(each.getKey().getMetadata().getName(), each.getValue()))
			.collect(Collectors.joining());
	}

	private static String line(String pod, ContainerMetrics container) {
		BigDecimal cores = amount(container, "cpu").multiply(THOUSAND).setScale(0, RoundingMode.CEILING);
		BigDecimal memory = bytes(container).divide(MEBIBYTE, 0, RoundingMode.CEILING);
		return "%-60s %-30s %12s %14s%n".formatted(pod, container.getName(), cores + "m", memory + "Mi");
	}

	private static BigDecimal bytes(ContainerMetrics container) {
		return amount(container, "memory");
	}

	private static BigDecimal amount(ContainerMetrics container, String resource) {
		Quantity used = container.getUsage().get(resource);
		return (used == null) ? BigDecimal.ZERO : used.getNumericalAmount();
	}

}
