package targets.kubernetes;

import domain.backup.Place;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.people.Said;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Copies of ConfigMaps and Secrets that a run keeps beside them, and a ConfigMap that
 * says whose they are, until when, of what, and whether all of them are there.
 */
final class ConfigurationCopies {

	/** Label of all that belongs to a place: its name. */
	static final String PLACE = Marks.PREFIX + "place";

	private static final String OF = "of.";

	private static final String ABSENT = "absent";

	private static final String WHOLE = "whole";

	private final ConfigurationObjects objects;

	private final Place place;

	ConfigurationCopies(ConfigurationObjects objects, Place place) {
		this.objects = objects;
		this.place = place;
	}

	static Place place(Place.Purpose purpose, String runId, Instant expires) {
		String word = switch (purpose) {
			case SAFETY -> "before";
			case DRILL -> "drill";
			case RESTORED, LIVE -> "restored";
		};
		return new Place("holdfast-" + word + "-" + Integer.toHexString(runId.hashCode()), purpose, runId, expires);
	}

	private Map<String, String> marks() {
		return Map.of(PLACE, this.place.name(), Marks.RUN, Marks.labelValue(this.place.run()),
				"app.kubernetes.io/managed-by", "holdfast");
	}

	private String copyName(String title) {
		return this.place.name() + "-" + Integer.toHexString(title.hashCode()) + "-"
				+ Marks.labelValue(title.substring(title.indexOf('/') + 1))
					.toLowerCase(java.util.Locale.ROOT)
					.replace('_', '-');
	}

	private Optional<SortedMap<String, String>> mark() {
		return this.objects.find(false, this.place.name())
			.filter((object) -> this.place.name().equals(object.labels().get(PLACE)))
			.map(ConfigurationObject::data);
	}

	boolean there() {
		return mark().isPresent();
	}

	boolean whole() {
		return mark().filter((data) -> WHOLE.equals(data.get("state"))).isPresent();
	}

	/**
	 * Keeps these, once.
	 * @param absent titles of those of which there is nothing to keep
	 */
	void keep(Collection<ConfigurationObject> all, Collection<String> absent) {
		if (whole()) {
			return;
		}
		SortedMap<String, String> data = new TreeMap<>();
		all.forEach((object) -> data.put(key(object.title()), object.digest()));
		absent.forEach((title) -> data.put(key(title), ABSENT));
		note(data, "begun");
		all.forEach((object) -> this.objects.write(object.copy(copyName(object.title()), marks())));
		note(data, WHOLE);
	}

	/** Keys of ConfigMaps know no slash. */
	private static String key(String title) {
		return OF + title.replace('/', '.');
	}

	private static String title(String key) {
		return key.substring(OF.length()).replaceFirst("\\.", "/");
	}

	private void note(SortedMap<String, String> kept, String state) {
		SortedMap<String, String> data = new TreeMap<>(kept);
		data.put("run", this.place.run());
		data.put("purpose", this.place.purpose().name());
		data.put("expires", String.valueOf(this.place.expires()));
		data.put("state", state);
		this.objects.write(new ConfigurationObject(false, this.place.name(), null, new TreeMap<>(marks()),
				new TreeMap<>(), data, new TreeMap<>()));
	}

	/** What is kept, by title; empty for those of which there was nothing. */
	SortedMap<String, Optional<ConfigurationObject>> kept() {
		SortedMap<String, Optional<ConfigurationObject>> kept = new TreeMap<>();
		mark()
			.orElseThrow(() -> new PermanentFailure(FailureKind.NOT_FOUND, Said
				.of("there is nothing in %s: it was removed.", "não há nada em %s: foi removido.", this.place.name())))
			.forEach((key, digest) -> {
				if (key.startsWith(OF)) {
					kept.put(title(key),
							digest.equals(ABSENT) ? Optional.empty() : Optional.of(copy(title(key), digest)));
				}
			});
		return kept;
	}

	private ConfigurationObject copy(String title, String digest) {
		return this.objects.find(title.startsWith("secret/"), copyName(title))
			.filter((copy) -> copy.digest().equals(digest))
			.orElseThrow(() -> new PermanentFailure(FailureKind.NOT_VERIFIED,
					Said.of("the copy %s of %s is not there or was altered.",
							"a cópia %s de %s não está lá ou foi alterada.", copyName(title), title)));
	}

	/** Removes them, what says of them last; whether anything was there. */
	boolean remove() {
		List<ConfigurationObject> all = this.objects.labelled(Map.of(PLACE, this.place.name()));
		all.stream()
			.filter((object) -> !object.name().equals(this.place.name()))
			.forEach((object) -> this.objects.remove(object.secret(), object.name()));
		if (there()) {
			this.objects.remove(false, this.place.name());
		}
		return !all.isEmpty();
	}

	/** Every place that runs have made in the namespace. */
	static List<Place> all(ConfigurationObjects objects) {
		return objects.labelled(Map.of("app.kubernetes.io/managed-by", "holdfast"))
			.stream()
			.filter((object) -> object.name().equals(object.labels().get(PLACE))
					&& object.data().containsKey("purpose"))
			.map((object) -> new Place(object.name(), Place.Purpose.valueOf(object.data().get("purpose")),
					object.data().get("run"), expiry(object.data().get("expires"))))
			.toList();
	}

	private static Instant expiry(String text) {
		return text.equals("null") ? null : Instant.parse(text);
	}

}
