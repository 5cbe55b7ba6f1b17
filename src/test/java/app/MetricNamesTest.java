package app;

import static org.assertj.core.api.Assertions.assertThat;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.util.Duration;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import io.temporal.worker.MetricsType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Code, page, dashboard and rules speak of the same metrics. */
class MetricNamesTest {

	private static final Path PAGE = Path.of("docs", "metrics.md");

	private static final Pattern NAME = Pattern.compile("\\b(?:holdfast|temporal)_[a-z_]+\\b");

	private static final Pattern IN_CODE = Pattern
		.compile("(?:counter|timer|gauge|builder|set)\\(\\s*\"(holdfast[._][a-z._]+)\"");

	@Test
	void whatWorkflowsReportArrivesUnderTheNamesOfThePage() {
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		Scope scope = new RootScopeBuilder().reporter(new MicrometerClientStatsReporter(registry))
			.reportEvery(Duration.ofMillis(50));
		scope.tagged(Map.of("procedure", "CanaryDeploy")).counter("holdfast_procedures_ended").inc(1);
		scope.tagged(Map.of("gate", "stage")).timer("holdfast_gate_wait").record(Duration.ofSeconds(2));
		org.awaitility.Awaitility.await()
			.untilAsserted(() -> assertThat(registry.scrape())
				.contains("holdfast_procedures_ended_total{procedure=\"CanaryDeploy\"} 1.0")
				.contains("holdfast_gate_wait_seconds_count{gate=\"stage\"} 1")
				.contains("holdfast_gate_wait_seconds_bucket{gate=\"stage\""));
	}

	@Test
	void everyMetricOfDashboardAndRulesIsOnThePage() {
		Set<String> used = names(read(Path.of("deploy", "monitoring", "dashboard.json")));
		used.addAll(names(read(Path.of("deploy", "monitoring", "alerts.yaml"))));
		assertThat(used).isNotEmpty();
		Set<String> known = names(read(PAGE));
		assertThat(used.stream().map(MetricNamesTest::withoutSuffix))
			.allSatisfy(name -> assertThat(known).contains(name));
	}

	@Test
	void everyMetricOfTheCodeIsOnThePage() throws IOException {
		Set<String> known = names(read(PAGE));
		try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
			Set<String> reported = sources.filter(file -> file.toString().endsWith(".java"))
				.flatMap(file -> IN_CODE.matcher(read(file)).results())
				.map(found -> found.group(1).replace('.', '_'))
				.collect(Collectors.toCollection(TreeSet::new));
			assertThat(reported).hasSizeGreaterThan(5)
				.allSatisfy(name -> assertThat(known).containsAnyOf(name, name + "_total", name + "_seconds"));
		}
	}

	@Test
	void everyMetricOfTemporalOnThePageIsOneOfTheSdk() throws IllegalAccessException {
		Set<String> sdk = new TreeSet<>();
		for (Field field : MetricsType.class.getFields()) {
			if (field.getType() == String.class) {
				sdk.add((String) field.get(null));
			}
		}
		assertThat(names(read(PAGE))).filteredOn(name -> name.startsWith("temporal_"))
			.isNotEmpty()
			.allSatisfy(name -> assertThat(sdk).contains(name.replaceAll("_(total|seconds)$", "")));
	}

	private static String withoutSuffix(String name) {
		return name.replaceAll("_(bucket|count|sum|max)$", "");
	}

	private static Set<String> names(String text) {
		return NAME.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException problem) {
			throw new UncheckedIOException(problem);
		}
	}

}
