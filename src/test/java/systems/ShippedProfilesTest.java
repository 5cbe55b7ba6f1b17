package systems;

import static org.assertj.core.api.Assertions.assertThat;

import domain.profile.CanaryProfile;
import domain.profile.ComponentProfile;
import domain.profile.Stage;
import domain.profile.SystemProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedProfilesTest {

	@ParameterizedTest
	@MethodSource("files")
	void everyShippedProfileLoads(ProfileFile file) {
		assertThat(read(file, Map.of()).problems()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("files")
	void everyShippedProfileNamesTheSchemaForEditors(ProfileFile file) {
		assertThat(file.text()).startsWith("# yaml-language-server: $schema=schema.json\n");
	}

	@Test
	void theCanaryOfAgenteApiFollowsTheRunbook() {
		CanaryProfile canary = agenteApi(Map.of()).canary();
		assertThat(canary.stages()).extracting(Stage::weight).containsExactly(5, 25, 50, 100);
		assertThat(canary.stages().getFirst().dwell()).isEqualTo(Duration.ofHours(2));
		assertThat(canary.stages().getFirst().longest()).isEqualTo(Duration.ofHours(4));
		assertThat(canary.checklist()).hasSize(6).allSatisfy(item -> assertThat(item.url()).isNull());
	}

	@Test
	void theEnvironmentOverridesAddressesAndEmptyMeansAbsent() {
		SystemProfile profile = agente(Map.of("AGENTE_IA_DATABASE_PORT", "15432", "AGENTE_IA_PROMETHEUS",
				"http://localhost:9090", "AGENTE_IA_KUBECONFIG", ""));
		assertThat(profile.stores().getFirst().port()).isEqualTo(15432);
		assertThat(profile.monitoring().prometheus()).isEqualTo("http://localhost:9090");
		assertThat(profile.targets().getFirst().kubeconfig()).isNull();
		assertThat(profile.targets().getFirst().context()).isNull();
	}

	static List<ProfileFile> files() {
		return ProfileFiles.shipped().read();
	}

	private static ComponentProfile agenteApi(Map<String, String> environment) {
		return agente(environment).component("agente-api").orElseThrow();
	}

	private static SystemProfile agente(Map<String, String> environment) {
		ProfileFile file = files().stream()
			.filter(each -> each.name().equals("agente-de-ia.yaml"))
			.findFirst()
			.orElseThrow();
		return read(file, environment).profile().orElseThrow();
	}

	private static Reading read(ProfileFile file, Map<String, String> environment) {
		return new ProfileReader(environment::get).read(file);
	}

}
