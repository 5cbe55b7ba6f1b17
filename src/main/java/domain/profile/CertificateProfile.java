package domain.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;

/**
 * A certificate that is renewed before it ends (runbook A, certificate rotation).
 *
 * @param name name that operators type
 * @param kind who issues it
 * @param target name of the target on which it is kept
 * @param resource name of the Certificate object; the certificate's own name when absent
 * @param consumers components that read it only when they start, Istio's workloads among
 * them: started anew after the renewal, those first that others depend on
 * @param handshakes probes of kind {@code tls} or {@code mutual-tls} that prove it: a
 * {@code tls} probe must be shown the new certificate itself. Asked by the rotation only
 * @param warn how long before its end it is renewed, or people are asked; {@code P30D}
 * when absent
 * @param critical how long before its end people are told as an emergency; {@code P7D}
 * when absent
 * @param automatic whether the expiry watch renews it without asking; no when absent
 * @param within how long its issuer may take; {@code PT300S} when absent
 * @param copyKey reference of the key, 32 random bytes in Base64, that the copy of the
 * old certificate is encrypted with; without it no copy is kept and nothing can be put
 * back
 */
public record CertificateProfile(@Required String name, Kind kind, @Required String target, String resource,
		List<String> consumers, List<Probe> handshakes, Duration warn, Duration critical, Boolean automatic,
		Duration within, String copyKey) {

	public CertificateProfile {
		kind = kind == null ? Kind.CERT_MANAGER : kind;
		resource = resource == null ? name : resource;
		consumers = SystemProfile.listOf(consumers);
		handshakes = SystemProfile.listOf(handshakes);
		warn = warn == null ? Duration.ofDays(30) : warn;
		critical = critical == null ? Duration.ofDays(7) : critical;
		automatic = automatic != null && automatic;
		within = within == null ? Duration.ofSeconds(300) : within;
	}

	/** Who issues certificates. */
	public enum Kind {

		/** cert-manager on a cluster. */
		@JsonProperty("cert-manager")
		CERT_MANAGER

	}

}
