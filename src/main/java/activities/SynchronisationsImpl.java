package activities;

import domain.lifecycle.PlaceRequest;
import domain.release.Changes;
import io.temporal.spring.boot.ActivityImpl;
import org.springframework.stereotype.Component;
import targets.GitOpsTarget;

/** Goes from place to place. */
@Component
@ActivityImpl(taskQueues = "operations")
class SynchronisationsImpl implements Synchronisations {

	private final GitOpsTarget target;

	SynchronisationsImpl(GitOpsTarget target) {
		this.target = target;
	}

	@Override
	public Changes giveSynchronisationBack(PlaceRequest request) {
		return new Changes(request.places()
			.stream()
			.flatMap(place -> target.giveBack(request.run(), place).changes().stream())
			.toList());
	}

}
