package targets.kubernetes;

import domain.profile.TargetProfile;
import domain.profile.TrafficProfile.Router;
import domain.release.Rollout;
import domain.release.RolloutRequest;
import domain.release.Stable;
import domain.release.WeightRequest;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The role that we ship is what the code uses. */
class PermissionsIT {

	@Test
	void theShippedRoleGrantsExactlyTheListedVerbs() throws IOException {
		assertThat(role().getRules())
			.extracting((rule) -> new Permissions.Permission(rule.getApiGroups().getFirst(),
					rule.getResources().getFirst(), rule.getVerbs()))
			.containsExactlyInAnyOrderElementsOf(Permissions.all());
	}

	@Test
	void aReleaseNeedsNoMoreThanTheShippedRole() throws IOException {
		ReleaseTrial trial = new ReleaseTrial(Router.GATEWAY_API, "v1.3.0");
		String kubeconfig = trial.cluster()
			.kubeconfigOf("holdfast", trial.namespace(), role().getRules().toArray(PolicyRule[]::new))
			.toString();
		Rollout admin = trial.rollout();
		Rollout rollout = Rollout.of(TargetProfile.kubernetes("production", kubeconfig, null, trial.namespace()),
				admin.workload(), admin.container(), admin.image(), admin.version(), admin.traffic(),
				admin.readyWithin(), admin.carriesFrom(), admin.promoteWithin());
		Stable stable = Awaitility.await()
			.ignoreExceptions()
			.until(() -> trial.rollouts().inspectRollout(new RolloutRequest(trial.run(), rollout, null)),
					(found) -> found != null);
		RolloutRequest request = new RolloutRequest(trial.run(), rollout, stable);
		WeightRequest half = new WeightRequest(trial.run(), rollout, stable, 50);
		trial.rollouts().createCanary(request, ReleaseTrial.alive());
		trial.rollouts().provideCapacity(half, ReleaseTrial.alive());
		trial.rollouts().shiftTraffic(half, ReleaseTrial.alive());
		assertThat(trial.rollouts().collectDiagnostics(request, ReleaseTrial.alive())).contains("log of")
			.doesNotContain("Not permitted");
		trial.rollouts().promoteStable(request, ReleaseTrial.alive());
		trial.rollouts().returnTraffic(request, ReleaseTrial.alive());
		trial.rollouts().removeCanary(request, ReleaseTrial.alive());
		assertThat(trial.rollouts().rolloutHistory(request)).hasSize(2);
		assertThat(trial.image("agente-api")).endsWith(":v1.3.0");
		trial.end();
	}

	private static Role role() throws IOException {
		return Serialization.unmarshal(Files.readString(Path.of(ApiFailures.ROLE_FILE)), Role.class);
	}

}
