package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.run.Run;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bounds that people gave an autoscaler, kept in an annotation of it while a run has
 * pinned them: {@code minimum,maximum,run}.
 *
 * @param minimum its minReplicas
 * @param maximum its maxReplicas
 * @param run label of the run that pinned them; null in notes of versions that kept none
 */
record BoundsNote(int minimum, int maximum, String run) {

	private static final Pattern FORM = Pattern.compile("(\\d{1,9}),(\\d{1,9})(?:,(.+))?");

	/**
	 * What a run that found the autoscaler leaves in it: bounds that another run left
	 * behind are still those that people gave.
	 */
	static BoundsNote by(Run run, HorizontalPodAutoscaler object) {
		String label = Marks.runLabel(run);
		return in(object).map((found) -> new BoundsNote(found.minimum(), found.maximum(), label))
			.orElseGet(() -> new BoundsNote(minimumOf(object), maximumOf(object), label));
	}

	/**
	 * The note in an autoscaler; empty when its bounds are not pinned.
	 * @throws PermanentFailure when somebody made something else of it
	 */
	static Optional<BoundsNote> in(HorizontalPodAutoscaler object) {
		return Optional.ofNullable(Marks.annotation(object, Marks.AUTOSCALER_BEFORE)).map((text) -> read(text, object));
	}

	/** Whether somebody made something else of the note. */
	static boolean damaged(HorizontalPodAutoscaler object) {
		String text = Marks.annotation(object, Marks.AUTOSCALER_BEFORE);
		return text != null && !FORM.matcher(text).matches();
	}

	private static BoundsNote read(String text, HorizontalPodAutoscaler object) {
		Matcher note = FORM.matcher(text);
		if (!note.matches()) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					"horizontalpodautoscalers/%s in namespace %s: annotation %s says \"%s\", expected is \"minimum,maximum,run\". Give the autoscaler the bounds that it should have and remove the annotation."
						.formatted(object.getMetadata().getName(), object.getMetadata().getNamespace(),
								Marks.AUTOSCALER_BEFORE, text));
		}
		return new BoundsNote(Integer.parseInt(note.group(1)), Integer.parseInt(note.group(2)), note.group(3));
	}

	boolean belongsTo(Run owner) {
		return this.run == null || Objects.equals(this.run, Marks.runLabel(owner));
	}

	String text() {
		return this.minimum + "," + this.maximum + "," + this.run;
	}

	static int minimumOf(HorizontalPodAutoscaler object) {
		return (object.getSpec().getMinReplicas() == null) ? 1 : object.getSpec().getMinReplicas();
	}

	static int maximumOf(HorizontalPodAutoscaler object) {
		return object.getSpec().getMaxReplicas();
	}

}
