package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.profile.SystemProfile;
import domain.run.Outcome;
import io.temporal.client.WorkflowStub;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import systems.TestProfiles;

/** A system of two hundred components, in chains of ten that hang on one root. */
class LargeSystemTest {

	private static final int COMPONENTS = 200;

	private static final int CHAIN = 10;

	private static final SystemProfile LARGE = TestProfiles.read("""
			name: large
			title: Large
			language: en
			timeZone: UTC
			targets: [{name: cluster, kind: kubernetes, namespace: large}]
			components:
			""" + IntStream.range(0, COMPONENTS).mapToObj(LargeSystemTest::line).collect(Collectors.joining()));

	private static String line(int number) {
		String needed = number == 0 ? "" : number % CHAIN == 0 ? "part-0" : "part-" + (number - 1);
		return "  - {name: part-%d, kind: deployment, target: cluster, replicas: 1, dependsOn: [%s]}%n"
			.formatted(number, needed);
	}

	@Test
	void allOfThemAreStartedAndStoppedInOrder() {
		try (Theatre theatre = new Theatre(LARGE)) {
			IntStream.range(0, COMPONENTS).forEach(number -> theatre.estate.instances.put("part-" + number, 0));
			assertThat(run(theatre, "StartSystem").changes()).hasSize(COMPONENTS);
			assertThat(theatre.estate.effects).hasSize(COMPONENTS)
				.startsWith("start part-0")
				.containsSubsequence("start part-10", "start part-11", "start part-19")
				.containsSubsequence("start part-190", "start part-199");
			theatre.estate.effects.clear();
			assertThat(run(theatre, "StopSystem").changes()).hasSize(COMPONENTS);
			assertThat(theatre.estate.effects).endsWith("stop part-0");
		}
	}

	private static Outcome run(Theatre theatre, String procedure) {
		WorkflowStub run = theatre.start(procedure, procedure, Map.of("system", "large"));
		return run.getResult(Outcome.class);
	}

}
