package domain.profile;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** The freeze calendar of a system. */
public final class Freezes {

	private Freezes() {
	}

	/** The freeze that is on at a moment, if any. */
	public static Optional<Freeze> at(SystemProfile profile, Instant moment) {
		ZoneId zone = ZoneId.of(profile.timeZone() == null ? "UTC" : profile.timeZone());
		return profile.freezes().stream().filter(freeze -> freeze.covers(moment, zone)).findFirst();
	}

}
