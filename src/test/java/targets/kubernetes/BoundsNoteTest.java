package targets.kubernetes;

import domain.failure.PermanentFailure;
import domain.run.Mode;
import domain.run.Run;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is noted in an autoscaler while its bounds are pinned. */
class BoundsNoteTest {

	private static final Run RUN = new Run("CanaryDeploy/shop", "mine", "CanaryDeploy", "shop", "web", Mode.EXECUTE,
			"en");

	@Test
	void theBoundsAreNotedWithTheRunThatPinsThem() {
		assertThat(BoundsNote.by(RUN, autoscaler(null)).text()).isEqualTo("1,9,mine");
	}

	@Test
	void boundsThatAnotherRunLeftBehindAreTakenOver() {
		assertThat(BoundsNote.by(RUN, autoscaler("2,20,another")).text()).isEqualTo("2,20,mine");
	}

	@Test
	void aNoteBelongsToItsRunAndOneWithoutARunToWhoeverFindsIt() {
		assertThat(BoundsNote.in(autoscaler("2,20,mine")).orElseThrow().belongsTo(RUN)).isTrue();
		assertThat(BoundsNote.in(autoscaler("2,20,another")).orElseThrow().belongsTo(RUN)).isFalse();
		assertThat(BoundsNote.in(autoscaler("2,20")).orElseThrow().belongsTo(RUN)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "2", "two,20,mine", "2,20,", "2;20;mine", "2,99999999999,mine" })
	void aDamagedNoteIsNamedWithItsObject(String note) {
		assertThat(BoundsNote.damaged(autoscaler(note))).isTrue();
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> BoundsNote.in(autoscaler(note)))
			.withMessageContaining("horizontalpodautoscalers/web in namespace shop")
			.withMessageContaining("holdfast.dev/autoscaler-before says \"" + note + "\"");
	}

	private static HorizontalPodAutoscaler autoscaler(String note) {
		HorizontalPodAutoscaler object = new HorizontalPodAutoscalerBuilder().withNewMetadata()
			.withName("web")
			.withNamespace("shop")
			.endMetadata()
			.withNewSpec()
			.withMaxReplicas(9)
			.endSpec()
			.build();
		if (note != null) {
			object.getMetadata().getAnnotations().put(Marks.AUTOSCALER_BEFORE, note);
		}
		return object;
	}

}
