package targets.ssh;

import domain.configuration.Copy;
import domain.configuration.Edit;
import domain.configuration.EditRequest;
import domain.configuration.Preview;
import domain.configuration.SecretNames;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.lifecycle.Workload;
import domain.people.Said;
import domain.profile.TargetProfile;
import domain.release.Changes;
import domain.run.Change;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import secrets.Secrets;
import targets.ConfigurationTarget;

/**
 * Files of {@code NAME=value} lines on hosts: those that the profile names, no others.
 * Values whose names look secret are resolved here and shown nowhere. Where the profile
 * gives a host's name, and on systemd hosts always, it is confirmed first.
 */
public abstract class HostConfiguration implements ConfigurationTarget {

	private static final Runnable NOBODY_WAITS = () -> {
	};

	private final SshHosts hosts;

	private final Secrets secrets;

	protected HostConfiguration(SshHosts hosts, Secrets secrets) {
		this.hosts = hosts;
		this.secrets = secrets;
	}

	@Override
	public Preview preview(EditRequest request) {
		FileCopies file = file(request);
		EnvironmentFile now = new EnvironmentFile(file.read());
		return new Preview(changes(request, now, wanted(request, file, now)), dependants(request), file.names());
	}

	@Override
	public Copy keepCopy(EditRequest request) {
		FileCopies file = file(request);
		String name = file.name(request.run().runId());
		if (!request.run().planning()) {
			file.keep(name, file.read());
		}
		return new Copy(name, "beside %s on host %s".formatted(request.edit().file(), host(request).place()));
	}

	/**
	 * From the run's own copy: an attempt that finds the edit made says what was changed.
	 */
	@Override
	public Changes apply(EditRequest request) {
		FileCopies file = file(request);
		EnvironmentFile now = new EnvironmentFile(file.read());
		EnvironmentFile before = own(request, file).orElse(now);
		EnvironmentFile wanted = wanted(request, file, before);
		if (!now.equals(before) && !now.equals(wanted)) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					Said.of("host %s: %s was changed by somebody else during the run. It is left as it is.",
							"servidor %s: %s foi alterado por outro durante a execução. Fica como está.",
							host(request).place(), request.edit().file()));
		}
		if (!request.run().planning()) {
			file.write(wanted.text());
		}
		return new Changes(changes(request, before, wanted));
	}

	@Override
	public Changes putBack(EditRequest request) {
		FileCopies file = file(request);
		Optional<EnvironmentFile> copy = own(request, file);
		if (copy.isEmpty() || request.run().planning()) {
			return new Changes(List.of());
		}
		EnvironmentFile now = new EnvironmentFile(file.read());
		file.write(copy.get().text());
		return new Changes(changes(request, now, copy.get()));
	}

	private static Optional<EnvironmentFile> own(EditRequest request, FileCopies file) {
		return file.copy(file.name(request.run().runId())).map(EnvironmentFile::new);
	}

	private EnvironmentFile wanted(EditRequest request, FileCopies file, EnvironmentFile before) {
		Edit edit = request.edit();
		if (edit.restore() == null) {
			Map<String, String> set = new TreeMap<>(edit.set());
			edit.from().forEach((name, reference) -> set.put(name, this.secrets.resolve(reference)));
			return before.edited(set, edit.remove());
		}
		List<String> copies = file.names();
		if (!copies.contains(edit.restore())) {
			throw new PermanentFailure(FailureKind.INVALID_INPUT,
					"change.restore: \"%s\" was given; copies of %s are %s".formatted(edit.restore(), edit.file(),
							copies));
		}
		return new EnvironmentFile(file.copy(edit.restore()).orElseThrow());
	}

	private static List<Change> changes(EditRequest request, EnvironmentFile before, EnvironmentFile after) {
		Map<String, String> old = before.values();
		Map<String, String> wanted = after.values();
		TreeSet<String> names = new TreeSet<>(old.keySet());
		names.addAll(wanted.keySet());
		return names.stream()
			.filter((name) -> !Objects.equals(old.get(name), wanted.get(name)))
			.map((name) -> new Change(request.edit().place() + " " + name, shown(name, old.get(name)),
					shown(name, wanted.get(name))))
			.toList();
	}

	private static String shown(String name, String value) {
		if (value == null) {
			return "none";
		}
		return SecretNames.include(name) ? "(not shown)" : value;
	}

	/** Components whose profile names the file on the same host. */
	private static List<String> dependants(EditRequest request) {
		return Stream.concat(Stream.of(request.workload()), request.others().stream())
			.filter((workload) -> workload.target().equals(request.workload().target()))
			.filter((workload) -> named(request, workload).contains(request.edit().file()))
			.map(Workload::component)
			.toList();
	}

	private static List<String> named(EditRequest request, Workload workload) {
		return request.files().getOrDefault(workload.component(), List.of());
	}

	private FileCopies file(EditRequest request) {
		String component = request.workload().component();
		List<String> allowed = named(request, request.workload());
		String path = request.edit().file();
		if (path == null) {
			throw new PermanentFailure(FailureKind.INVALID_INPUT,
					"change: %s was given; %s runs on a host, where \"file\" can be changed: %s"
						.formatted(request.edit().place(), component, allowed));
		}
		if (!allowed.contains(path)) {
			throw new PermanentFailure(FailureKind.INVALID_INPUT,
					"change.file: \"%s\" was given; the profile names for %s: %s".formatted(path, component, allowed));
		}
		return new FileCopies(host(request), path);
	}

	private Host host(EditRequest request) {
		TargetProfile target = request.workload().target();
		Host host = this.hosts.host(target);
		if (target.hostName() != null || kind() == TargetProfile.Kind.SYSTEMD) {
			host.confirmIdentity(NOBODY_WAITS);
		}
		return host;
	}

}
