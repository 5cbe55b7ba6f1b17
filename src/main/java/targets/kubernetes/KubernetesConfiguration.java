package targets.kubernetes;

import domain.configuration.Copy;
import domain.configuration.Edit;
import domain.configuration.EditRequest;
import domain.configuration.Preview;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.lifecycle.Workload;
import domain.profile.TargetProfile;
import domain.release.Changes;
import domain.run.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import secrets.Secrets;
import targets.ConfigurationTarget;

/**
 * ConfigMaps, Secrets and the environment of containers on Kubernetes clusters (runbook C
 * "Update ConfigMap", "Update Secrets", "Rollback Configuration"; D set env).
 */
@Component
class KubernetesConfiguration implements ConfigurationTarget {

	private final KubernetesClients clients;

	private final Secrets secrets;

	KubernetesConfiguration(KubernetesClients clients, Secrets secrets) {
		this.clients = clients;
		this.secrets = secrets;
	}

	@Override
	public TargetProfile.Kind kind() {
		return TargetProfile.Kind.KUBERNETES;
	}

	@Override
	public Preview preview(EditRequest request) {
		Cluster cluster = cluster(request);
		List<String> missing = Permissions.missing(cluster, Permissions.CONFIGURATION);
		if (!missing.isEmpty()) {
			throw Permissions.forbidden(cluster, missing);
		}
		Settings settings = settings(request, ownership(request));
		Map<String, String> now = settings.read();
		return new Preview(settings.changes(now, wanted(request, settings, now)), dependants(request, cluster),
				new SettingsCopies(cluster, request).names());
	}

	@Override
	public Copy keepCopy(EditRequest request) {
		return new SettingsCopies(cluster(request), request).keep(settings(request, ownership(request)).read());
	}

	@Override
	public Changes apply(EditRequest request) {
		Ownership ownership = ownership(request);
		Settings settings = settings(request, ownership);
		// From the run's own copy: an attempt that finds the edit made says what the run
		// changed.
		Map<String, String> before = new SettingsCopies(cluster(request), request).own().orElseGet(settings::read);
		Map<String, String> wanted = wanted(request, settings, before);
		settings.write(wanted, request.run().planning());
		return new Changes(ownership.with(settings.changes(before, wanted)));
	}

	@Override
	public Changes putBack(EditRequest request) {
		Optional<Map<String, String>> copy = new SettingsCopies(cluster(request), request).own();
		if (copy.isEmpty()) {
			return new Changes(List.of());
		}
		Ownership ownership = ownership(request);
		Settings settings = settings(request, ownership);
		Map<String, String> now = settings.read();
		settings.write(copy.get(), request.run().planning());
		return new Changes(ownership.with(settings.changes(now, copy.get())));
	}

	private Map<String, String> wanted(EditRequest request, Settings settings, Map<String, String> before) {
		Edit edit = request.edit();
		if (edit.restore() != null) {
			return new SettingsCopies(cluster(request), request).named(edit.restore());
		}
		return settings.edited(before, edit);
	}

	private Ownership ownership(EditRequest request) {
		return new Ownership(cluster(request), request.workload().target(), request.run());
	}

	private Settings settings(EditRequest request, Ownership ownership) {
		Edit edit = request.edit();
		Cluster cluster = cluster(request);
		if (edit.configMap() != null) {
			return new ConfigMapSettings(cluster, edit.configMap(), ownership);
		}
		if (edit.secret() != null) {
			return new SecretSettings(cluster, edit.secret(), this.secrets, ownership);
		}
		if (edit.file() != null) {
			throw new PermanentFailure(FailureKind.INVALID_INPUT,
					"change.file: \"%s\" was given; %s runs on a cluster, where configMap, secret and env can be changed"
						.formatted(edit.file(), request.workload().component()));
		}
		return new EnvironmentSettings(Controller.Handle.of(cluster, request.workload()), request.workload(),
				ownership);
	}

	/** An environment's own pods start anew by themselves. */
	private List<String> dependants(EditRequest request, Cluster cluster) {
		Edit edit = request.edit();
		if (edit.configMap() == null && edit.secret() == null) {
			return List.of();
		}
		return Stream.concat(Stream.of(request.workload()), request.others().stream())
			.filter((workload) -> workload.target().equals(request.workload().target()))
			.filter((workload) -> uses(workload, edit, cluster))
			.map(Workload::component)
			.toList();
	}

	private static boolean uses(Workload workload, Edit edit, Cluster cluster) {
		return Controller.Handle.of(cluster, workload)
			.find()
			.filter((controller) -> new References(controller.template().getSpec()).include(edit.configMap(),
					edit.secret()))
			.isPresent();
	}

	private Cluster cluster(EditRequest request) {
		return this.clients.cluster(request.workload().target());
	}

	static String copyName(String what, Run run) {
		return Marks.labelValue(what + "-before-" + run.runId()).toLowerCase(java.util.Locale.ROOT);
	}

}
