package stores;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.people.Said;
import domain.profile.TargetProfile;
import java.util.List;

/** Reaches the hosts or pods that stores run on. */
public interface Machines {

	/** Whether targets of this kind are reached by it. */
	boolean reaches(TargetProfile.Kind kind);

	/**
	 * The machine of a target; its identity is confirmed first where the profile says
	 * which it is.
	 * @param container {@code pod} or {@code pod/container}, on clusters
	 */
	Machine at(TargetProfile target, String container, Progress progress);

	/** The machine of a target, by whichever of these reaches its kind. */
	static Machine of(List<Machines> all, TargetProfile target, String container, Progress progress) {
		return all.stream()
			.filter(each -> each.reaches(target.kind()))
			.findFirst()
			.orElseThrow(() -> new PermanentFailure(FailureKind.PROFILE,
					Said.of("nothing here runs programs on target '%s' of kind %s.",
							"nada aqui executa programas no alvo '%s' do tipo %s.", target.name(), target.kind())))
			.at(target, container, progress);
	}

}
