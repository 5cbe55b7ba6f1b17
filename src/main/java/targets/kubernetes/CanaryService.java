package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.run.Change;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The Service in front of the canary, with the stable Service's ports. */
final class CanaryService {

	private final Scene scene;

	CanaryService(Scene scene) {
		this.scene = scene;
	}

	/** The stable Service must be there, select the stable pods and not the canary's. */
	void inspect(Deployment stable) {
		Map<String, String> selector = selector(this.scene.cluster().services().get(this.scene.stableService()));
		Map<String, String> labels = stable.getSpec().getTemplate().getMetadata().getLabels();
		if (selector.isEmpty() || !labels.entrySet().containsAll(selector.entrySet())) {
			throw profile("selects %s, which are not the labels of the pods of %s (%s)".formatted(selector,
					this.scene.workload(), labels));
		}
		if (this.scene.routed() && CanaryWorkload.apart(stable).entrySet().containsAll(selector.entrySet())) {
			throw profile(
					"selects %s, so it would select canary pods too: select by a label that is in the matchLabels of %s (%s)"
						.formatted(selector, this.scene.workload(), stable.getSpec().getSelector().getMatchLabels()));
		}
	}

	List<Change> create() {
		Optional<Service> found = this.scene.cluster().services().find(this.scene.canaryService());
		if (found.isPresent()) {
			if (!Marks.belongsTo(found.get(), this.scene.run())) {
				throw new PermanentFailure(FailureKind.CONFLICT,
						"services/%s in namespace %s is not of this run (%s). Delete it, or name another canaryService."
							.formatted(this.scene.canaryService(), this.scene.cluster().namespace(),
									Marks.runLabel(this.scene.run())));
			}
			return List.of();
		}
		Service stable = this.scene.cluster().services().get(this.scene.stableService());
		this.scene.cluster().services().create(object(stable), this.scene.dry());
		return List.of(new Change("service/" + this.scene.canaryService(), "none", "in front of the canary"));
	}

	List<Change> remove() {
		if (this.scene.cluster()
			.services()
			.find(this.scene.canaryService())
			.filter((found) -> Marks.belongsTo(found, this.scene.run()))
			.isEmpty()) {
			return List.of();
		}
		if (!this.scene.dry()) {
			this.scene.cluster().services().delete(this.scene.canaryService());
		}
		return List.of(new Change("service/" + this.scene.canaryService(), "there", "deleted"));
	}

	private Service object(Service stable) {
		return new ServiceBuilder().withNewMetadata()
			.withName(this.scene.canaryService())
			.withNamespace(this.scene.cluster().namespace())
			.withLabels(Marks.labels(this.scene.run(), this.scene.workload()))
			.endMetadata()
			.withNewSpec()
			.withSelector(Marks.canarySelector(this.scene.workload()))
			.withPorts(stable.getSpec().getPorts().stream().map(CanaryService::copy).toList())
			.endSpec()
			.build();
	}

	private static ServicePort copy(ServicePort port) {
		ServicePort copy = Serialization.clone(port);
		copy.setNodePort(null);
		return copy;
	}

	private static Map<String, String> selector(Service service) {
		return Objects.requireNonNullElse(service.getSpec().getSelector(), Map.of());
	}

	private PermanentFailure profile(String why) {
		return new PermanentFailure(FailureKind.PROFILE, "services/%s in namespace %s %s."
			.formatted(this.scene.stableService(), this.scene.cluster().namespace(), why));
	}

}
