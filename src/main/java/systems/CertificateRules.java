package systems;

import domain.profile.CertificateProfile;
import domain.profile.ComponentProfile;
import domain.profile.Probe;
import domain.profile.SystemProfile;
import domain.profile.TargetProfile;

/** Certificates are kept somewhere, and what proves them can. */
final class CertificateRules {

	private CertificateRules() {
	}

	static void check(SystemProfile profile, Problems problems) {
		for (int index = 0; index < profile.certificates().size(); index++) {
			certificate(Field.of("certificates").at(index), profile.certificates().get(index), profile, problems);
		}
	}

	private static void certificate(Field field, CertificateProfile certificate, SystemProfile profile,
			Problems problems) {
		place(field, certificate, profile, problems);
		Texts.reference(field.at("copyKey"), certificate.copyKey(), problems);
		for (String consumer : certificate.consumers()) {
			if (profile.component(consumer).filter(ComponentProfile::operated).isEmpty()) {
				problems.add(field.at("consumers"), "names no component that is started and stopped", consumer,
						Problems.words(profile.components(), ComponentProfile::name));
			}
		}
		for (int index = 0; index < certificate.handshakes().size(); index++) {
			Probe probe = certificate.handshakes().get(index);
			Field place = field.at("handshakes").at(index);
			if (probe.kind() != Probe.Kind.TLS && probe.kind() != Probe.Kind.MUTUAL_TLS) {
				problems.add(place.at("kind"), "shakes no hands", Problems.word(probe.kind()), "tls, mutual-tls");
			}
			else {
				ProbeRules.probe(place, probe, profile, problems);
			}
		}
		if (certificate.critical().compareTo(certificate.warn()) > 0) {
			problems.add(field.at("critical"), "begins before the warning", certificate.critical(),
					"at most " + certificate.warn());
		}
		if (!certificate.within().isPositive()) {
			problems.add(field.at("within"), "is no time at all", certificate.within(), "a duration as PT300S");
		}
	}

	private static void place(Field field, CertificateProfile certificate, SystemProfile profile, Problems problems) {
		TargetProfile target = profile.target(certificate.target()).orElse(null);
		if (target == null) {
			problems.add(field.at("target"), "names no target", certificate.target(),
					Problems.words(profile.targets(), TargetProfile::name));
		}
		else if (target.kind() != TargetProfile.Kind.KUBERNETES) {
			problems.add(field.at("target"), "is of the wrong kind", Problems.word(target.kind()), "kubernetes");
		}
	}

}
