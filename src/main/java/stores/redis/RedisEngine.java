package stores.redis;

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
import domain.profile.RedisProfile;
import domain.profile.TargetProfile;
import domain.release.Changes;
import domain.run.Change;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import probes.redis.RedisClients;
import stores.BackupEngine;
import stores.BackupOrder;
import stores.BadContent;
import stores.Comparison;
import stores.Comparisons;
import stores.Machine;
import stores.Machines;
import stores.MarkedPlaces;
import stores.Parts;
import stores.Progress;
import stores.Seen;
import stores.Sink;
import stores.Unusable;

/**
 * A Redis on a host: its dump, after a BGSAVE that is done and not only begun. It is
 * brought back beside the one in use, read there to its checksum and counted; putting it
 * in place stops and starts the server.
 */
@Component
class RedisEngine implements BackupEngine {

	private static final String DUMP = ".rdb";

	private static final Said FILE = Said.of("dump", "dump");

	private static final Said WHOLE = Said.of("whole", "inteiro");

	private final RedisClients clients;

	private final List<Machines> machines;

	RedisEngine(RedisClients clients, List<Machines> machines) {
		this.clients = clients;
		this.machines = machines;
	}

	@Override
	public ProtectedStore.Engine kind() {
		return ProtectedStore.Engine.REDIS;
	}

	@Override
	public Optional<String> missing(Source source) {
		String of = " of recovery store '" + source.name() + "'";
		if (source.store() == null) {
			return Optional.of("'store'" + of);
		}
		if (source.target() == null || source.target().kind() == TargetProfile.Kind.KUBERNETES) {
			return Optional.of("'target'" + of + " (the host that it runs on)");
		}
		RedisProfile redis = source.asked().redis();
		boolean whole = redis != null && redis.file() != null && redis.file().matches("(/[A-Za-z0-9._-]+)+")
				&& !redis.stop().isEmpty() && !redis.start().isEmpty();
		return whole ? Optional.empty()
				: Optional.of("'redis' with 'file' (an absolute path), 'stop' and 'start'" + of);
	}

	@Override
	public Captured capture(BackupOrder order, Sink sink, Progress progress) {
		Source source = order.source();
		RedisServer server = server(source, progress);
		Machine machine = machine(source, progress);
		server.requireAlone();
		Instant moment = server.save();
		String file = source.asked().redis().file();
		// A copy: the next save of the server would change the file while it is read.
		String copy = file + ".holdfast-backup-" + order.id();
		MarkedPlaces files = new MarkedPlaces(machine, file);
		files.demand("cp", "--", file, copy);
		try {
			Dump.Held held = held(machine, copy, progress);
			if (held.written().isBefore(moment)) {
				throw new PermanentFailure(FailureKind.PROFILE, Said.of(
						"%s: %s was written at %s, and %s saved at %s: it is not the file of this server. Correct redis.file in the profile.",
						"%s: %s foi escrito em %s, e %s salvou em %s: não é o arquivo deste servidor. Corrija redis.file no perfil.",
						machine.place(), file, held.written(), server.place(), moment));
			}
			sink.write(DUMP, out -> machine.copy(copy, out));
			return new Captured(moment, new Contents(name(source), held.version(), held.keys(), null, null));
		}
		finally {
			files.demand("rm", "-f", "--", copy);
		}
	}

	private static Dump.Held held(Machine machine, String file, Progress progress) {
		try (InputStream content = machine.read(file)) {
			return Dump.read(content, progress);
		}
		catch (IOException bad) {
			throw new TransientFailure(Said.of(
					"%s: %s is no whole dump of a Redis that has just saved: %s. Is redis.file of the profile its file?",
					"%s: %s não é um dump inteiro de um Redis que acabou de salvar: %s. redis.file do perfil é o arquivo dele?",
					machine.place(), file, BadContent.said(bad)), bad);
		}
	}

	private static String name(Source source) {
		return source.asked().redis().file();
	}

	@Override
	public void examine(Source source, Backup backup, Parts parts, Progress progress) {
		try (InputStream content = parts.open(DUMP)) {
			Dump.Held held = Dump.read(content, progress);
			if (held.written().isBefore(backup.recoveryPoint())) {
				throw Unusable.because(backup, "it was written at %s, before its manifest says",
						"foi escrito em %s, antes do que diz o seu manifesto", held.written());
			}
			if (!held.keys().equals(backup.rows())) {
				throw Unusable.because(backup, "it holds %s, its manifest counts %s",
						"contém %s, o seu manifesto conta %s", held.keys(), backup.rows());
			}
			List<String> missing = source.asked()
				.expects()
				.stream()
				.filter(wanted -> held.keys().getOrDefault(wanted, 0L) == 0)
				.toList();
			if (!missing.isEmpty()) {
				throw Unusable.because(backup, "it holds nothing in %s", "não contém nada em %s",
						String.join(", ", missing));
			}
		}
		catch (BadContent bad) {
			throw Unusable.because(backup, "it is no whole dump: %s", "não é um dump inteiro: %s", bad.said());
		}
		catch (IOException unreadable) {
			throw Unusable.unread(backup, unreadable);
		}
	}

	@Override
	public Seen look(Source source, Place place, Progress progress) {
		RedisServer server = server(source, progress);
		if (place.purpose() == Place.Purpose.LIVE) {
			try {
				return Seen.there(place, new Contents(place.name(), server.version(), server.keys(), null, null),
						server.time());
			}
			catch (TransientFailure | PermanentFailure silent) {
				return Seen.not(place, Instant.now(), silent.said());
			}
		}
		Machine machine = machine(source, progress);
		try (InputStream content = machine.read(place.name())) {
			Dump.Held held = Dump.read(content, progress);
			return Seen.there(place, new Contents(place.name(), held.version(), held.keys(), null, null),
					Instant.now());
		}
		catch (IOException bad) {
			return Seen.not(place, Instant.now(), BadContent.said(bad));
		}
	}

	@Override
	public Place live(Source source) {
		return new Place(name(source), Place.Purpose.LIVE, null, null);
	}

	@Override
	public Place own(Source source, Place.Purpose purpose, String runId, Instant expires) {
		return MarkedPlaces.own(name(source), purpose, runId, expires);
	}

	@Override
	public void restore(RestoreRequest request, Parts parts, Progress progress) {
		MarkedPlaces places = new MarkedPlaces(machine(request.source(), progress), name(request.source()));
		if (places.whole(request.place())) {
			return;
		}
		places.receive(request, parts, DUMP);
		places.note(request.place(), MarkedPlaces.WHOLE);
	}

	@Override
	public Comparisons check(RestoreRequest request, Progress progress) {
		Seen found = look(request.source(), request.place(), progress);
		if (!found.there()) {
			return new Comparisons(List.of(new Comparison(FILE, WHOLE, found.problem(), false)));
		}
		List<Comparison> all = new ArrayList<>(List.of(new Comparison(FILE, WHOLE, WHOLE, true)));
		all.addAll(Comparisons.ofCounts(name -> Said.of("keys of %s", "chaves de %s", name), request.backup().rows(),
				found.contents().rows(), 0));
		return new Comparisons(all);
	}

	@Override
	public Changes activate(RestoreRequest request, Progress progress) {
		return exchange(request, progress).over();
	}

	@Override
	public Changes putBack(RestoreRequest request, Progress progress) {
		return exchange(request, progress).back();
	}

	private RedisExchange exchange(RestoreRequest request, Progress progress) {
		return new RedisExchange(machine(request.source(), progress), server(request.source(), progress), request,
				progress);
	}

	@Override
	public List<Place> places(Source source) {
		return new MarkedPlaces(machine(source, Progress.SHORT), name(source)).all();
	}

	@Override
	public Changes drop(RestoreRequest request, Progress progress) {
		String file = name(request.source());
		MarkedPlaces places = new MarkedPlaces(machine(request.source(), progress), file);
		boolean there = places.dropDone(request.place());
		places.demand("rm", "-f", "--", RedisExchange.next(file));
		return new Changes(
				there ? List.of(new Change("dump " + request.place().name(), "there", "removed")) : List.of());
	}

	private RedisServer server(Source source, Progress progress) {
		return new RedisServer(clients, source.store(), source.asked().redis().within(), progress);
	}

	private Machine machine(Source source, Progress progress) {
		return Machines.of(machines, source.target(), null, progress);
	}

}
