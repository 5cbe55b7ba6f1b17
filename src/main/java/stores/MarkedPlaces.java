package stores;

import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Files that runs make on a machine beside the one that a store uses. Each has a mark
 * beside it that says whose it is, until when, and how far it came; without a mark
 * nothing is overwritten or removed.
 */
public final class MarkedPlaces {

	/** State of a place that is whole. */
	public static final String WHOLE = "whole";

	private static final String OURS = ".holdfast-";

	private static final String MARK = ".mark";

	private static final Duration SHORT = Duration.ofMinutes(10);

	/**
	 * Whole or not at all: who is killed while it writes leaves the mark that was there.
	 */
	private static final String WRITE = "umask 077; printf '%s' \"$2\" > \"$1.$$\" && mv -f -- \"$1.$$\" \"$1\"";

	private final Machine machine;

	private final String live;

	/**
	 * Places beside a file.
	 * @param live the absolute path of the one that the store uses
	 */
	public MarkedPlaces(Machine machine, String live) {
		this.machine = machine;
		this.live = live;
	}

	/** The place that a run makes for a purpose. */
	public static Place own(String live, Place.Purpose purpose, String runId, Instant expires) {
		String word = switch (purpose) {
			case SAFETY -> "before";
			case DRILL -> "drill";
			case RESTORED, LIVE -> "restored";
		};
		return new Place(live + OURS + word + "-" + runId.replaceAll("[^A-Za-z0-9]", "-"), purpose, runId, expires);
	}

	/** How far a place came; empty when it has no mark. */
	public Optional<String> state(Place place) {
		return mark(place.name()).map(words -> words[3]);
	}

	/** Whether a place is whole. */
	public boolean whole(Place place) {
		return state(place).filter(WHOLE::equals).isPresent() && there(place.name());
	}

	/** Notes how far a place came. A stranger's file is left alone. */
	public void note(Place place, String state) {
		if (mark(place.name()).isEmpty() && there(place.name())) {
			throw stranger(place.name());
		}
		demand("sh", "-c", WRITE, "holdfast", place.name() + MARK,
				"%s %s %s %s".formatted(place.run(), place.purpose().name(), place.expires(), state));
	}

	public boolean there(String path) {
		return machine.run(List.of("test", "-e", path), SHORT).succeeded();
	}

	/** Every place that a run has made and that is still there. */
	public List<Place> all() {
		String parent = live.substring(0, live.lastIndexOf('/') + 1);
		String prefix = live.substring(parent.length()) + OURS;
		return demand("find", parent, "-mindepth", "1", "-maxdepth", "1", "-type", "f", "-name", prefix + "*" + MARK)
			.lines()
			.map(path -> path.substring(0, path.length() - MARK.length()))
			.flatMap(path -> place(path).stream())
			.toList();
	}

	private Optional<Place> place(String path) {
		return mark(path).map(words -> new Place(path, Place.Purpose.valueOf(words[1]), words[0],
				words[2].equals("null") ? null : Instant.parse(words[2])));
	}

	/** Removes what a run has made; never the one in use. */
	public boolean drop(Place place) {
		boolean there = there(place.name());
		boolean marked = mark(place.name()).isPresent();
		if (!place.name().startsWith(live + OURS) || there && !marked) {
			throw stranger(place.name());
		}
		demand("rm", "-rf", "--", place.name());
		demand("rm", "-f", "--", place.name() + MARK);
		return there || marked;
	}

	/**
	 * Removes a place whose run is done with it. With what was there before goes what was
	 * restored: it is in use by now, and of no more use beside.
	 */
	public boolean dropDone(Place place) {
		boolean there = drop(place);
		restoredWith(live, place).ifPresent(this::drop);
		return there;
	}

	/** What was restored by the run that kept what was there before. */
	public static Optional<Place> restoredWith(String live, Place place) {
		return place.purpose() == Place.Purpose.SAFETY
				? Optional.of(own(live, Place.Purpose.RESTORED, place.run(), null)) : Optional.empty();
	}

	/** Brings a part of a backup into a place that is marked as begun. */
	public void receive(RestoreRequest request, Parts parts, String ending) {
		note(request.place(), "begun");
		try (InputStream content = parts.open(ending); OutputStream out = machine.write(request.place().name())) {
			content.transferTo(out);
		}
		catch (IOException cut) {
			throw Unusable.notArrived(request.backup(), cut);
		}
	}

	private Optional<String[]> mark(String path) {
		try (InputStream content = machine.read(path + MARK)) {
			return Optional.of(new String(content.readNBytes(1 << 12), StandardCharsets.UTF_8).strip().split(" "))
				.filter(words -> words.length == 4);
		}
		catch (NoSuchFileException absent) {
			return Optional.empty();
		}
		catch (IOException unreadable) {
			throw new TransientFailure(Said.of("%s: %s cannot be read: %s", "%s: %s não pode ser lido: %s",
					machine.place(), path + MARK, unreadable), unreadable);
		}
	}

	private PermanentFailure stranger(String path) {
		return new PermanentFailure(FailureKind.CONFLICT,
				Said.of("%s: %s was not made by a run: rename or remove it yourself.",
						"%s: %s não foi feito por uma execução: renomeie ou remova você mesmo.", machine.place(),
						path));
	}

	/** What a program answers that must end with code 0. */
	public String demand(String... command) {
		Machine.Said said = machine.run(List.of(command), SHORT);
		if (!said.succeeded()) {
			FailureKind kind = said.errors().contains("No space left") ? FailureKind.NO_SPACE : FailureKind.FORBIDDEN;
			throw new PermanentFailure(kind, said.ended(machine, List.of(command)));
		}
		return said.output();
	}

}
