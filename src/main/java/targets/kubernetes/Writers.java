package targets.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/** Who wrote an object, by the API server's own account of its fields. */
final class Writers {

	private static final Set<String> NOT_PEOPLE = Set.of(Marks.FIELD_MANAGER, "kube-controller-manager");

	private Writers() {
	}

	/** The last write by somebody other than Holdfast and the controllers, or null. */
	static Write lastOther(HasMetadata object) {
		return object.getMetadata()
			.getManagedFields()
			.stream()
			.filter((entry) -> entry.getSubresource() == null || entry.getSubresource().equals("scale"))
			.filter((entry) -> entry.getTime() != null && !NOT_PEOPLE.contains(entry.getManager()))
			.max(Comparator.comparing(ManagedFieldsEntry::getTime))
			.map((entry) -> new Write(entry.getManager(), entry.getTime(),
					object.getKind() + " " + object.getMetadata().getName()))
			.orElse(null);
	}

	/** The later of two writes in words, or null. */
	static String later(Write one, Write other) {
		return Stream.of(one == null ? other : one, other == null ? one : other)
			.filter((write) -> write != null)
			.max(Comparator.comparing(Write::time))
			.map(Write::inWords)
			.orElse(null);
	}

	/**
	 * A write.
	 *
	 * @param manager the client's name
	 * @param time when, as the server wrote it (RFC 3339)
	 * @param object what was written
	 */
	record Write(String manager, String time, String object) {

		String inWords() {
			return "%s, %s at %s".formatted(this.manager, this.object, this.time);
		}

	}

}
