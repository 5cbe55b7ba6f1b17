package probes.network;

import static org.assertj.core.api.Assertions.assertThat;

import domain.probe.Finding;
import domain.probe.Surroundings;
import domain.profile.Probe;
import domain.profile.SystemProfile;
import domain.profile.TargetProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import systems.TestProfiles;
import targets.ClusterCommands;
import targets.HostCommands.Said;

class MutualTlsProberTest {

	private static final SystemProfile SYSTEM = TestProfiles.read("""
			name: shop
			title: Shop
			language: en
			timeZone: UTC
			targets: [{name: cluster, kind: kubernetes, namespace: shop}]
			components: [{name: engine, kind: deployment, target: cluster}]
			probes:
			  - name: mtls-engine
			    kind: mutual-tls
			    component: engine
			    target: cluster
			    from: gateway
			    outside: bystander
			    url: https://engine:8443/health
			    certificate: /certs/tls.crt
			    key: /certs/tls.key
			    authority: /certs/ca.crt
			""");

	private final List<List<String>> asked = new ArrayList<>();

	private Finding ask(Said with, Said without) {
		ClusterCommands pods = new ClusterCommands() {

			@Override
			public Said inPod(TargetProfile cluster, String deployment, String container, List<String> arguments,
					Duration within) {
				asked.add(arguments);
				assertThat(deployment).isEqualTo("gateway");
				assertThat(container).isEqualTo(arguments.contains("--cert") ? null : "bystander");
				return arguments.contains("--cert") ? with : without;
			}

			@Override
			public Said inJob(TargetProfile cluster, String name, String image, List<String> arguments,
					Duration within) {
				throw new AssertionError("no Job is needed");
			}

		};
		Probe probe = SYSTEM.probes().get(0);
		return new MutualTlsProber(pods).ask(probe, new Surroundings(List.of(), SYSTEM.targets(), null));
	}

	private static Said said(int code, String output) {
		return new Said(code, output, "");
	}

	@Test
	void takenWithACertificateAndTurnedAwayWithoutIsHealthy() {
		Finding finding = ask(said(0, "200 0.012"), said(56, "curl: (56) alert certificate required\n000 0.004"));
		assertThat(finding).isInstanceOfSatisfying(Finding.Measured.class,
				measured -> assertThat(measured.value()).isEqualTo(0.012));
		assertThat(asked.get(0)).containsSubsequence("--cert", "/certs/tls.crt", "--key", "/certs/tls.key");
		assertThat(asked.get(1)).containsSubsequence("--cacert", "/certs/ca.crt").doesNotContain("--cert");
		assertThat(ask(said(0, "200 0.012"), said(0, "400 0.004"))).isInstanceOf(Finding.Measured.class);
	}

	@Test
	void whoTakesClientsWithoutACertificateHasNoMutualTls() {
		assertThat(ask(said(0, "200 0.012"), said(0, "200 0.011"))).isInstanceOfSatisfying(Finding.Broken.class,
				broken -> assertThat(broken.words()).contains("not mutual"));
	}

	@Test
	void aCertificateThatIsNotTakenIsAFailure() {
		assertThat(ask(said(35, "curl: (35) alert unknown ca\n000 0.003"), said(35, "")))
			.isInstanceOfSatisfying(Finding.Broken.class, broken -> assertThat(broken.words()).contains("unknown ca"));
		assertThat(ask(said(0, "403 0.010"), said(0, "403 0.010"))).isInstanceOf(Finding.Broken.class);
	}

	@Test
	void whatCannotBeAskedIsNoAnswer() {
		assertThat(ask(said(127, "curl: not found"), said(127, ""))).isInstanceOf(Finding.Unasked.class);
		assertThat(ask(said(0, "200 0.012"), said(28, "curl: (28) timed out\n000 2.5")))
			.isInstanceOf(Finding.Unasked.class);
	}

}
