package targets.ssh;

import domain.backup.Place;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.people.Said;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Folders that runs make beside the one in use, on the same file system so that they are
 * exchanged by renaming. Each has a file beside it that says whose it is, until when, and
 * whether it is whole.
 */
final class FilePlaces {

	static final Duration SHORT = Duration.ofMinutes(1);

	private static final String MARK = ".mark";

	private static final String WHOLE = "whole";

	private static final int LIMIT = 1 << 12;

	private final Host host;

	private final String live;

	private final Runnable alive;

	FilePlaces(Host host, Source source, Runnable alive) {
		this(host, live(source), alive);
	}

	/** Places beside a folder. */
	FilePlaces(Host host, String live, Runnable alive) {
		this.host = host;
		this.live = live;
		this.alive = alive;
	}

	static String live(Source source) {
		return source.asked().include().getFirst();
	}

	static Place own(Source source, Place.Purpose purpose, String runId, Instant expires) {
		return own(live(source), purpose, runId, expires);
	}

	static Place own(String live, Place.Purpose purpose, String runId, Instant expires) {
		String ending = ".holdfast-%s-%s".formatted(word(purpose), runId.replaceAll("[^A-Za-z0-9]", "-"));
		return new Place(live + ending, purpose, runId, expires);
	}

	private static String word(Place.Purpose purpose) {
		return switch (purpose) {
			case SAFETY -> "before";
			case DRILL -> "drill";
			case RESTORED, LIVE -> "restored";
		};
	}

	/** Where the list of a place's checksums is. */
	static String list(Place place) {
		return place.name() + FileArchive.LIST;
	}

	boolean there(String folder) {
		return this.host.run(Command.of("test", "-d", folder), SHORT, this.alive).succeeded();
	}

	boolean whole(Place place) {
		return mark(place.name()).filter((words) -> words[3].equals(WHOLE)).isPresent() && there(place.name());
	}

	/** An empty folder that is the run's; what an earlier attempt has begun is gone. */
	void makeEmpty(Place place) {
		if (mark(place.name()).isEmpty() && there(place.name())) {
			throw stranger(place.name());
		}
		write(place, "begun");
		demand("rm", "-rf", "--", place.name());
		demand("mkdir", "-m", "0755", "--", place.name());
	}

	void finish(Place place) {
		write(place, WHOLE);
	}

	/** Says whose a folder is that is there or will be. */
	void write(Place place, String state) {
		String text = "%s %s %s %s".formatted(place.run(), place.purpose().name(), place.expires(), state);
		this.host.writeFile(HostFile.at(place.name() + MARK), text.getBytes(StandardCharsets.UTF_8), this.alive);
	}

	/** What is noted about a place; empty when it is not there. */
	Optional<String> state(Place place) {
		return mark(place.name()).map((words) -> words[3]);
	}

	void keepFor(Place place) {
		write(place, WHOLE);
	}

	List<Place> all() {
		String parent = this.live.substring(0, this.live.lastIndexOf('/') + 1);
		String prefix = this.live.substring(parent.length()) + ".holdfast-";
		return demand("find", parent, "-mindepth", "1", "-maxdepth", "1", "-type", "f", "-printf", "%f\\n").output()
			.lines()
			.filter((name) -> name.startsWith(prefix) && name.endsWith(MARK))
			.map((name) -> parent + name.substring(0, name.length() - MARK.length()))
			.flatMap((name) -> place(name).stream())
			.toList();
	}

	private Optional<Place> place(String name) {
		return mark(name).filter((words) -> there(name))
			.map((words) -> new Place(name, Place.Purpose.valueOf(words[1]), words[0], Instant.parse(words[2])));
	}

	/** Removes a folder that a run has made. */
	boolean drop(Place place) {
		boolean there = there(place.name());
		if (place.name().equals(this.live) || !place.name().startsWith(this.live + ".holdfast-")
				|| there && mark(place.name()).isEmpty()) {
			throw stranger(place.name());
		}
		demand("rm", "-rf", "--", place.name());
		forget(place);
		return there;
	}

	void forget(Place place) {
		demand("rm", "-f", "--", place.name() + MARK, list(place), place.name() + FileArchive.TAR);
	}

	private Optional<String[]> mark(String name) {
		return this.host.readFile(HostFile.at(name + MARK), LIMIT, this.alive)
			.map((text) -> new String(text, StandardCharsets.UTF_8).strip().split(" "))
			.filter((words) -> words.length == 4);
	}

	private PermanentFailure stranger(String folder) {
		return new PermanentFailure(FailureKind.CONFLICT,
				Said.of("host %s: folder %s was not made by a run: rename or remove it yourself.",
						"servidor %s: a pasta %s não foi feita por uma execução: renomeie ou remova você mesmo.",
						this.host.place(), folder));
	}

	private Answer demand(String... words) {
		return this.host.demand(Command.of(words), Duration.ofMinutes(10), FailureKind.FORBIDDEN, this.alive);
	}

}
