package targets.ssh;

import com.fasterxml.jackson.core.JsonProcessingException;
import domain.backup.Backup;
import domain.backup.Captured;
import domain.backup.Contents;
import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.people.Said;
import domain.profile.ProtectedStore;
import domain.profile.TargetProfile;
import domain.release.Changes;
import domain.run.Change;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.springframework.stereotype.Component;
import stores.BackupEngine;
import stores.BackupOrder;
import stores.Comparisons;
import stores.Machine;
import stores.MarkedPlaces;
import stores.Parts;
import stores.Progress;
import stores.Seen;
import stores.Sink;
import stores.Unusable;

/**
 * The files that a host's application is configured by, for example its environment and
 * Traefik's ACME store (runbook of SparkOne). They hold secrets, so that a backup of them
 * leaves the worker encrypted only. They come back into one file of the run's own first,
 * for its owner only; what was there is kept the same way.
 */
@Component
class HostConfigurationEngine implements BackupEngine {

	private static final String PART = ".files.json";

	private final SshHosts hosts;

	HostConfigurationEngine(SshHosts hosts) {
		this.hosts = hosts;
	}

	@Override
	public ProtectedStore.Engine kind() {
		return ProtectedStore.Engine.CONFIGURATION;
	}

	@Override
	public boolean takes(Source source) {
		return kind() == source.asked().engine() && source.target() != null
				&& source.target().kind() != TargetProfile.Kind.KUBERNETES;
	}

	@Override
	public Optional<String> missing(Source source) {
		String of = " of recovery store '" + source.name() + "'";
		List<String> include = source.asked().include();
		if (include.isEmpty() || !include.stream().allMatch((path) -> path.matches("(/[A-Za-z0-9._-]+)+"))) {
			return Optional.of("absolute paths of files in 'include'" + of);
		}
		return (source.destination() == null || source.destination().encryptionKey() == null)
				? Optional.of("'encryptionKey' of the destination" + of + " (such files hold secrets)")
				: Optional.empty();
	}

	@Override
	public Captured capture(BackupOrder order, Sink sink, Progress progress) {
		Source source = order.source();
		Host host = host(source);
		Runnable alive = () -> progress.report("reading configuration of " + host.place());
		Instant moment = new HostFolder(host, "/", alive).now();
		List<HostConfigurationFile> all = HostConfigurationFiles.read(host, source.asked().include(), alive);
		List<String> absent = all.stream().filter((file) -> !file.there()).map(HostConfigurationFile::path).toList();
		if (!absent.isEmpty()) {
			throw new PermanentFailure(FailureKind.NOT_FOUND,
					Said.of("host %s has no %s: correct 'include' of recovery store '%s'.",
							"o servidor %s não tem %s: corrija 'include' do armazenamento '%s' de recovery.",
							host.place(), String.join(", ", absent), source.name()));
		}
		sink.write(PART, (out) -> HostConfigurationFiles.write(all, out));
		return new Captured(moment, new Contents(origin(source), null, HostConfigurationFiles.sizes(all), null, null));
	}

	private static String origin(Source source) {
		return source.target().name();
	}

	@Override
	public void examine(Source source, Backup backup, Parts parts, Progress progress) {
		try (InputStream content = parts.open(PART)) {
			SortedMap<String, Long> sizes = HostConfigurationFiles.sizes(HostConfigurationFiles.parse(content));
			List<String> missing = new ArrayList<>(source.asked().include());
			missing.addAll(source.asked().expects());
			missing.removeAll(sizes.keySet());
			if (sizes.isEmpty() || !sizes.equals(backup.rows())) {
				throw Unusable.because(backup, "it does not hold the files that its manifest names",
						"não contém os arquivos que o seu manifesto nomeia");
			}
			if (!missing.isEmpty()) {
				throw Unusable.because(backup, Unusable.lacking(missing));
			}
		}
		catch (JsonProcessingException damaged) {
			// Its text may repeat a secret.
			throw Unusable.because(backup, "it cannot be read", "não pode ser lido");
		}
		catch (IOException unreadable) {
			throw Unusable.unread(backup, unreadable);
		}
	}

	@Override
	public Seen look(Source source, Place place, Progress progress) {
		Host host = host(source);
		Runnable alive = () -> progress.report("looking at configuration of " + host.place());
		Instant now = new HostFolder(host, "/", alive).now();
		SortedMap<String, Long> sizes = (place.purpose() == Place.Purpose.LIVE)
				? HostConfigurationFiles.sizes(HostConfigurationFiles.read(host, source.asked().include(), alive))
				: HostConfigurationFiles.sizes(HostConfigurationFiles.kept(machine(source, progress), place));
		return Seen.there(place, new Contents(origin(source), null, sizes, null, null), now);
	}

	@Override
	public Place live(Source source) {
		return new Place(base(source), Place.Purpose.LIVE, null, null);
	}

	private static String base(Source source) {
		return source.asked().include().getFirst();
	}

	@Override
	public Place own(Source source, Place.Purpose purpose, String runId, Instant expires) {
		return MarkedPlaces.own(base(source), purpose, runId, expires);
	}

	@Override
	public void restore(RestoreRequest request, Parts parts, Progress progress) {
		MarkedPlaces places = new MarkedPlaces(machine(request.source(), progress), base(request.source()));
		if (places.whole(request.place())) {
			return;
		}
		places.receive(request, parts, PART);
		places.note(request.place(), MarkedPlaces.WHOLE);
	}

	@Override
	public Comparisons check(RestoreRequest request, Progress progress) {
		SortedMap<String, Long> found = HostConfigurationFiles
			.sizes(HostConfigurationFiles.kept(machine(request.source(), progress), request.place()));
		return new Comparisons(Comparisons.ofCounts((name) -> Said.of("bytes of %s", "bytes de %s", name),
				request.backup().rows(), found, -1));
	}

	@Override
	public Changes activate(RestoreRequest request, Progress progress) {
		Machine machine = machine(request.source(), progress);
		MarkedPlaces places = new MarkedPlaces(machine, base(request.source()));
		List<HostConfigurationFile> coming = HostConfigurationFiles.kept(machine, request.place());
		Host host = host(request.source());
		Runnable alive = () -> progress.report("writing configuration of " + host.place());
		if (!places.whole(request.aside())) {
			places.note(request.aside(), "begun");
			HostConfigurationFiles.keep(machine, request.aside(), HostConfigurationFiles.read(host,
					coming.stream().map(HostConfigurationFile::path).toList(), alive));
			places.note(request.aside(), MarkedPlaces.WHOLE);
		}
		return HostConfigurationFiles.put(host, coming, "from backup " + request.backup().id(), alive);
	}

	@Override
	public Changes putBack(RestoreRequest request, Progress progress) {
		Machine machine = machine(request.source(), progress);
		MarkedPlaces places = new MarkedPlaces(machine, base(request.source()));
		Host host = host(request.source());
		Changes changes = places.whole(request.aside())
				? HostConfigurationFiles.put(host, HostConfigurationFiles.kept(machine, request.aside()),
						"as before the restore", () -> progress.report("writing configuration of " + host.place()))
				: new Changes(List.of());
		places.drop(request.aside());
		return changes;
	}

	@Override
	public List<Place> places(Source source) {
		return new MarkedPlaces(machine(source, Progress.SHORT), base(source)).all();
	}

	@Override
	public Changes drop(RestoreRequest request, Progress progress) {
		MarkedPlaces places = new MarkedPlaces(machine(request.source(), progress), base(request.source()));
		boolean there = places.dropDone(request.place());
		return new Changes(
				there ? List.of(new Change("file " + request.place().name(), "there", "removed")) : List.of());
	}

	private Machine machine(Source source, Progress progress) {
		return new SshMachines(this.hosts).at(source.target(), null, progress);
	}

	private Host host(Source source) {
		return this.hosts.host(source.target());
	}

}
