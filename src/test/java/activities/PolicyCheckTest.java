package activities;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.maintenance.Figure;
import domain.profile.Policy;
import domain.profile.SystemProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import systems.TestProfiles;

/** Policies of the shipped profiles, on workloads that keep to them and that do not. */
class PolicyCheckTest {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final String KEPT = """
			{"name": "web", "image": "registry:5000/shop/web:v1.2", "resources": {"limits": {"cpu": "1"}},
			 "readinessProbe": {"httpGet": {"path": "/health"}}}""";

	private static JsonNode workload(String... containers) {
		try {
			return JSON.readTree(
					"{\"spec\": {\"template\": {\"spec\": {\"containers\": [" + String.join(",", containers) + "]}}}}");
		}
		catch (IOException wrong) {
			throw new UncheckedIOException(wrong);
		}
	}

	private static Stream<Policy> shipped() {
		return Stream.of(TestProfiles.agenteIa(), TestProfiles.of("neural-hive-mind"))
			.map(SystemProfile::maintenance)
			.flatMap(maintenance -> maintenance.monthly().tasks().stream())
			.flatMap(task -> task.policies().stream());
	}

	private static boolean kept(Policy policy, JsonNode workload) {
		Figure figure = new PolicyCheck(policy).figure(Map.of("deployment/web", workload));
		assertThat(figure.good()).isEqualTo(figure.value() == 0);
		return figure.good();
	}

	@Test
	void thereAreSomeToBeChecked() {
		assertThat(shipped()).hasSizeGreaterThan(5);
	}

	@TestFactory
	Stream<DynamicTest> aWorkloadThatKeepsToItIsGoodAndOneContainerThatDoesNotIsEnough() {
		return shipped().map(policy -> DynamicTest.dynamicTest(policy.name() + " " + policy.target(), () -> {
			assertThat(kept(policy, workload(KEPT))).isTrue();
			assertThat(kept(policy, workload(KEPT, KEPT))).isTrue();
			String bad = policy.field().endsWith("image") ? KEPT.replace("web:v1.2", "web:latest")
					: KEPT.replace("\"limits\"", "\"requests\"").replace("readinessProbe", "livenessProbe");
			assertThat(kept(policy, workload(bad))).isFalse();
			assertThat(kept(policy, workload(KEPT, bad))).isFalse();
			assertThat(kept(policy, workload())).as("no container is no evidence").isFalse();
		}));
	}

	@TestFactory
	Stream<DynamicTest> anImageMustHaveATagThatStays() {
		Policy policy = shipped().filter(each -> each.field().endsWith("image")).findFirst().orElseThrow();
		return Stream
			.of("web:v1 true", "registry:5000/web:v1 true", "registry/web@sha256:aa true", "web:latest false",
					"registry:5000/web false", "registry/web false", "web false")
			.map(each -> DynamicTest.dynamicTest(each, () -> {
				String[] words = each.split(" ");
				assertThat(kept(policy, workload("{\"image\": \"" + words[0] + "\"}")))
					.isEqualTo(Boolean.parseBoolean(words[1]));
			}));
	}

	@Test
	void itIsSaidWhoDoesNotKeepToIt() {
		Policy policy = new Policy("limits", "production", "/spec/template/spec/containers/*/resources/limits", null,
				null);
		Figure figure = new PolicyCheck(policy).figure(Map.of("deployment/good", workload(KEPT), "statefulset/bad",
				workload("{}"), "deployment/bad", workload("{}")));
		assertThat(figure.value()).isEqualTo(2);
		assertThat(figure.words()).isEqualTo("deployment/bad, statefulset/bad");
	}

}
