package activities;

import domain.configuration.Copy;
import domain.configuration.EditRequest;
import domain.configuration.Preview;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.TargetProfile;
import domain.release.Changes;
import io.temporal.spring.boot.ActivityImpl;
import java.util.List;
import org.springframework.stereotype.Component;
import targets.ConfigurationTarget;

/** Finds the kind of place that keeps the configuration. */
@Component
@ActivityImpl(taskQueues = "operations")
class ConfigurationsImpl implements Configurations {

	private final List<ConfigurationTarget> targets;

	ConfigurationsImpl(List<ConfigurationTarget> targets) {
		this.targets = targets;
	}

	@Override
	public Preview previewEdit(EditRequest request) {
		return target(request).preview(request);
	}

	@Override
	public Copy keepCopy(EditRequest request) {
		return target(request).keepCopy(request);
	}

	@Override
	public Changes applyEdit(EditRequest request) {
		return target(request).apply(request);
	}

	@Override
	public Changes putBackCopy(EditRequest request) {
		return target(request).putBack(request);
	}

	private ConfigurationTarget target(EditRequest request) {
		TargetProfile place = request.workload().target();
		return targets.stream()
			.filter(candidate -> candidate.kind() == place.kind())
			.findFirst()
			.orElseThrow(
					() -> new PermanentFailure(FailureKind.PROFILE,
							"Target %s is of kind %s, where no configuration can be changed: it can on %s.".formatted(
									place.name(), place.kind(),
									targets.stream().map(ConfigurationTarget::kind).toList())));
	}

}
