package activities;

import domain.backup.Backup;
import domain.backup.Candidate;
import domain.backup.Choice;
import domain.backup.ChooseRequest;
import domain.backup.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import stores.BackupEngine;
import stores.Entry;
import stores.Progress;

/** Every backup of one store that is there, whoever made it. */
final class Holdings {

	/** More of what others have made is not listed: a folder may be full of it. */
	private static final int OTHERS = 100;

	private final Shelves shelves;

	private final Source source;

	private final BackupEngine engine;

	Holdings(Shelves shelves, Source source) {
		this.shelves = shelves;
		this.source = source;
		this.engine = shelves.engine(source);
	}

	/** In the language of the run's people. */
	static List<Candidate> inWords(ChooseRequest request, List<Entry> entries) {
		return entries.stream().map(entry -> entry.in(request.run().language())).toList();
	}

	/** All of it, newest first. */
	List<Entry> all() {
		return engine.keepsThem() ? engine.kept(source).stream().map(Entry::usable).toList()
				: shelves.shelf(source).entries();
	}

	/** Those that can be used as far as their manifests say. */
	List<Backup> usable() {
		return usable(all());
	}

	private static List<Backup> usable(List<Entry> entries) {
		return entries.stream().filter(Entry::usable).map(Entry::backup).toList();
	}

	/** What others have put there, or let the engine keep. */
	List<Entry> others() {
		List<Entry> entries = all();
		Stream<Entry> there = entries.stream()
			.filter(entry -> isUndated(entry) || engine.keepsThem() && entry.backup().run() == null);
		return Stream.concat(there, beside(entries))
			.limit(OTHERS)
			.map(entry -> new Entry(foreign(entry.backup()), entry.refusal(), false))
			.toList();
	}

	/** What runs of ours have had made is known by the names in their manifests. */
	private Stream<Entry> beside(List<Entry> entries) {
		Set<String> ours = entries.stream()
			.filter(entry -> entry.backup().rows() != null)
			.flatMap(entry -> entry.backup().rows().keySet().stream())
			.collect(Collectors.toSet());
		return engine.beside(source).stream().filter(found -> !ours.contains(found.id())).map(Entry::usable);
	}

	/** Others may give the same name in two places. */
	private Backup foreign(Backup found) {
		return new Backup(source.system() + "/" + source.name() + "/" + found.id(), source.name(), found.kind(),
				found.location(), found.bytes(), found.sha256(), found.recoveryPoint(), new TreeMap<>(), false,
				found.seconds(), source.system(), source.asked().engine(), null,
				source.destination() == null ? null : source.destination().name(), List.of(), null, null, null);
	}

	/** The newest that can be used, read back; and why newer ones cannot. */
	Choice choose(ChooseRequest request, Progress progress) {
		List<Entry> refused = new ArrayList<>();
		List<Entry> all = all();
		ReadingBack reading = new ReadingBack(shelves, source, progress);
		List<Entry> entries = (request.atMost() == null ? all : engine.asOf(request.atMost(), all)).stream()
			.filter(entry -> !request.not().contains(entry.backup().id()))
			.toList();
		for (Entry entry : entries) {
			Optional<Entry> refusal = reading.refusal(entry, usable(all))
				.filter(why -> !why.partial() || !request.accepted().contains(entry.backup().id()));
			if (refusal.isEmpty()) {
				List<Entry> rest = entries.subList(entries.indexOf(entry) + 1, entries.size());
				// Nothing says how old they are: they may be newer than the chosen one.
				rest.stream().filter(other -> !other.usable() && isUndated(other)).forEach(refused::add);
				return new Choice(entry.backup(), inWords(request, refused),
						rest.stream().filter(Entry::usable).map(older -> older.backup().id()).toList());
			}
			refused.add(refusal.get());
		}
		return new Choice(null, inWords(request, refused), List.of());
	}

	private static boolean isUndated(Entry entry) {
		return entry.backup().recoveryPoint().equals(Instant.EPOCH);
	}

}
