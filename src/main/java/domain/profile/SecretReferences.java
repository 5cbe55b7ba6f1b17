package domain.profile;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Every reference to a secret that a profile holds. */
public final class SecretReferences {

	private SecretReferences() {
	}

	/** Each once, in the profile's order. A host's public key is no secret. */
	public static List<String> of(SystemProfile profile) {
		Stream<String> monitoring = profile.monitoring() == null ? Stream.empty()
				: Stream.of(profile.monitoring().prometheusToken(), profile.monitoring().alertmanagerToken());
		return Stream.of(profile.targets().stream().map(TargetProfile::key), monitoring,
				profile.stores().stream().map(StoreProfile::password), profile.probes().stream().map(Probe::token),
				profile.people().channels().stream().flatMap(channel -> Stream.of(channel.webhook(), channel.token())),
				Stream.ofNullable(profile.maintenanceWindow().pagerDuty()).map(PagerDutyProfile::token),
				profile.certificates().stream().map(CertificateProfile::copyKey),
				profile.secrets().stream().map(SecretProfile::copyKey),
				profile.secrets().stream().map(SecretProfile::adminPassword))
			.flatMap(references -> references)
			.filter(Objects::nonNull)
			.distinct()
			.toList();
	}

}
