package targets.kubernetes.velero;

import domain.profile.VeleroProfile;
import java.util.function.Consumer;

/**
 * What every piece of work with one installation needs.
 *
 * @param api its objects
 * @param profile what is asked of it
 * @param pace how often it is looked at
 * @param alarm who is told when nothing moves
 */
record Setting(VeleroApi api, VeleroProfile profile, Pace pace, Consumer<String> alarm) {

	Installation installation() {
		return new Installation(this.api, this.profile.location(), this.pace);
	}

	Downloads downloads(Runnable alive) {
		return new Downloads(this.api, this.pace, alive);
	}

}
