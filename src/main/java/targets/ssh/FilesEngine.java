package targets.ssh;

import domain.backup.Backup;
import domain.backup.Captured;
import domain.backup.Contents;
import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import domain.profile.ProtectedStore;
import domain.profile.TargetProfile;
import domain.release.Changes;
import domain.run.Change;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import stores.BackupEngine;
import stores.BackupOrder;
import stores.Comparisons;
import stores.Parts;
import stores.Progress;
import stores.Seen;
import stores.Sink;

/**
 * A folder of a host, for example that of models (runbook of big-brother-cnn, 5.2): a tar
 * archive and a list of checksums, taken before and after it. It is restored into a
 * folder beside, and put in place by renaming.
 */
@Component
class FilesEngine implements BackupEngine {

	private final SshHosts hosts;

	FilesEngine(SshHosts hosts) {
		this.hosts = hosts;
	}

	@Override
	public ProtectedStore.Engine kind() {
		return ProtectedStore.Engine.FILES;
	}

	@Override
	public Optional<String> missing(Source source) {
		String of = " of recovery store '" + source.name() + "'";
		if (source.target() == null || source.target().kind() == TargetProfile.Kind.KUBERNETES) {
			return Optional.of("'target'" + of + " (a host)");
		}
		List<String> include = source.asked().include();
		boolean usable = include.size() == 1 && include.getFirst().matches("(/[A-Za-z0-9._-]+)+")
				&& !include.getFirst().contains("/..");
		return usable ? Optional.empty() : Optional.of("one folder in 'include'" + of + " (an absolute path)");
	}

	@Override
	public Captured capture(BackupOrder order, Sink sink, Progress progress) {
		Host host = host(order.source());
		String folder = FilePlaces.live(order.source());
		Runnable alive = () -> progress.report("backing up " + folder + " of " + host.place());
		HostFolder files = new HostFolder(host, folder, alive);
		String archive = files.besideOrAtHome(".holdfast-" + order.id() + FileArchive.TAR);
		try {
			Instant moment = files.now();
			String before = files.checksums();
			files.pack(archive);
			if (!files.checksums().equals(before)) {
				throw new TransientFailure(Said.of(
						"%s holds other files than it held a moment ago: they are being written. The backup is taken again.",
						"%s contém outros arquivos que um momento atrás: estão sendo escritos. O backup é feito de novo.",
						folder), null);
			}
			sink.write(FileArchive.TAR, (out) -> copy(host, archive, out, alive));
			sink.write(FileArchive.LIST, (out) -> out.write(before.getBytes(StandardCharsets.UTF_8)));
			return new Captured(moment, contents(folder, before));
		}
		finally {
			files.remove(archive);
		}
	}

	private static void copy(Host host, String archive, OutputStream out, Runnable alive) throws IOException {
		try (InputStream content = Pieces.reading(host, archive, alive)) {
			content.transferTo(out);
		}
	}

	private static Contents contents(String folder, String list) {
		return new Contents(folder, null, FileArchive.folders(FileArchive.checksums(list).keySet()), null, null);
	}

	@Override
	public void examine(Source source, Backup backup, Parts parts, Progress progress) {
		FileArchive.examine(source, backup, parts, progress);
	}

	@Override
	public Seen look(Source source, Place place, Progress progress) {
		Host host = host(source);
		HostFolder files = new HostFolder(host, place.name(), () -> progress.report("looking at " + place.name()));
		Instant now = files.now();
		try {
			return Seen.there(place, contents(place.name(), files.checksums()), now);
		}
		catch (PermanentFailure unreadable) {
			return Seen.not(place, now, unreadable.said());
		}
	}

	@Override
	public Place live(Source source) {
		return new Place(FilePlaces.live(source), Place.Purpose.LIVE, null, null);
	}

	@Override
	public Place own(Source source, Place.Purpose purpose, String runId, Instant expires) {
		return FilePlaces.own(source, purpose, runId, expires);
	}

	@Override
	public void restore(RestoreRequest request, Parts parts, Progress progress) {
		Place place = request.place();
		Host host = host(request.source());
		Runnable alive = () -> progress.report("restoring " + place.name() + " on " + host.place());
		FilePlaces places = new FilePlaces(host, request.source(), alive);
		if (places.whole(place)) {
			return;
		}
		places.makeEmpty(place);
		send(host, parts, FileArchive.LIST, FilePlaces.list(place), alive);
		String archive = place.name() + FileArchive.TAR;
		send(host, parts, FileArchive.TAR, archive, alive);
		HostFolder files = new HostFolder(host, place.name(), alive);
		files.unpack(archive);
		files.remove(archive);
		places.finish(place);
	}

	static void send(Host host, Parts parts, String ending, String path, Runnable alive) {
		host.writeFile(HostFile.at(path), new byte[0], alive);
		try (InputStream content = parts.open(ending); OutputStream file = Pieces.writing(host, path, alive)) {
			content.transferTo(file);
		}
		catch (IOException unreadable) {
			throw new TransientFailure(Said.of("the backup's part %s cannot be read: %s",
					"a parte %s do backup não pode ser lida: %s", ending, unreadable), unreadable);
		}
	}

	/** Every file by its checksum where the backup's list is at hand, and the counts. */
	@Override
	public Comparisons check(RestoreRequest request, Progress progress) {
		Host host = host(request.source());
		Runnable alive = () -> progress.report("checking " + request.place().name());
		String found = new HostFolder(host, request.place().name(), alive).checksums();
		return new Comparisons(FileArchive.compare(request.backup(), found,
				HostFolder.read(host, FilePlaces.list(request.place()), alive).orElse("")));
	}

	@Override
	public Changes activate(RestoreRequest request, Progress progress) {
		return exchange(request, request.place(), request.aside(), progress);
	}

	/** What was put aside comes back; what was restored is the run's own place again. */
	@Override
	public Changes putBack(RestoreRequest request, Progress progress) {
		FilePlaces places = places(request, progress);
		if (!places.there(request.aside().name())) {
			return new Changes(List.of());
		}
		return exchange(request, request.aside(), request.place(), progress);
	}

	private Changes exchange(RestoreRequest request, Place coming, Place going, Progress progress) {
		FilePlaces places = places(request, progress);
		if (!places.there(coming.name())) {
			requireLive(request, places);
			return new Changes(List.of());
		}
		String live = FilePlaces.live(request.source());
		places.keepFor(going);
		Command command = Scripts.command(Scripts.SWITCH_FOLDERS, coming.name(), live, going.name());
		host(request.source()).demand(command, FilePlaces.SHORT, FailureKind.CONFLICT,
				() -> progress.report("exchanging " + live));
		places.forget(coming);
		return new Changes(List.of(new Change("folder " + live, "as it was, kept as " + going.name(), coming.name())));
	}

	private static void requireLive(RestoreRequest request, FilePlaces places) {
		String live = FilePlaces.live(request.source());
		if (!places.there(live)) {
			throw new PermanentFailure(FailureKind.NOT_FOUND,
					Said.of("there is neither %s nor what should take its place.",
							"não há nem %s nem o que deveria tomar o seu lugar.", live));
		}
	}

	private FilePlaces places(RestoreRequest request, Progress progress) {
		return new FilePlaces(host(request.source()), request.source(),
				() -> progress.report("folders of " + request.source().name()));
	}

	@Override
	public List<Place> places(Source source) {
		return new FilePlaces(host(source), source, FilesEngine::nothing).all();
	}

	@Override
	public Changes drop(RestoreRequest request, Progress progress) {
		boolean there = places(request, progress).drop(request.place());
		return new Changes(
				there ? List.of(new Change("folder " + request.place().name(), "there", "removed")) : List.of());
	}

	private static void nothing() {
		// A look is short: nobody needs to hear that it goes on.
	}

	/** Never another host than the one meant: folders are exchanged and removed here. */
	private Host host(Source source) {
		Host host = this.hosts.host(source.target());
		if (source.target().hostName() != null || source.target().kind() == TargetProfile.Kind.SYSTEMD) {
			host.confirmIdentity(FilesEngine::nothing);
		}
		return host;
	}

}
