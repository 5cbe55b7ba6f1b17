package targets.kubernetes;

import domain.configuration.Edit;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.lifecycle.Workload;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The plain values in the environment of a workload's container. Those that come from a
 * ConfigMap, a Secret or a field are not of this kind and are left as they are.
 */
final class EnvironmentSettings implements Settings {

	private final Controller.Handle<?> handle;

	private final Workload workload;

	private final Ownership ownership;

	EnvironmentSettings(Controller.Handle<?> handle, Workload workload, Ownership ownership) {
		this.handle = handle;
		this.workload = workload;
		this.ownership = ownership;
	}

	@Override
	public Map<String, String> read() {
		Map<String, String> values = new TreeMap<>();
		environment(this.handle.get()).stream()
			.filter((variable) -> variable.getValueFrom() == null)
			.forEach((variable) -> values.put(variable.getName(),
					(variable.getValue() == null) ? "" : variable.getValue()));
		return values;
	}

	@Override
	public void write(Map<String, String> wanted, boolean dry) {
		this.handle.change(dry, (controller) -> {
			List<EnvVar> kept = new ArrayList<>();
			Map<String, String> left = new TreeMap<>(wanted);
			for (EnvVar variable : environment(controller)) {
				boolean plain = variable.getValueFrom() == null;
				if (!plain && left.containsKey(variable.getName())) {
					throw new PermanentFailure(FailureKind.CONFLICT,
							"%s: %s comes from elsewhere (valueFrom). Change it there.".formatted(controller.inWords(),
									variable.getName()));
				}
				if (!plain) {
					kept.add(variable);
				}
				else if (left.containsKey(variable.getName())) {
					kept.add(plain(variable.getName(), left.remove(variable.getName())));
				}
			}
			left.forEach((name, value) -> kept.add(plain(name, value)));
			boolean differs = !kept.equals(environment(controller));
			this.ownership.clear(controller.object(), differs);
			if (differs) {
				Workloads.container(controller.template(), this.workload.container(), this.workload.name())
					.setEnv(kept);
			}
		});
	}

	private static EnvVar plain(String name, String value) {
		return new EnvVarBuilder().withName(name).withValue(value.isEmpty() ? null : value).build();
	}

	private List<EnvVar> environment(Controller controller) {
		return Workloads.container(controller.template(), this.workload.container(), this.workload.name()).getEnv();
	}

	@Override
	public Map<String, String> values(Edit edit) {
		return edit.env();
	}

	@Override
	public String inWords() {
		return "env of " + this.workload.name();
	}

}
