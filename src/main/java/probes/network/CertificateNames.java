package probes.network;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;

/**
 * The names that a certificate is for: DNS names and addresses among its alternative
 * names (RFC 6125; a star stands for one label). Its common name does not count.
 *
 * @param names the names, in small letters
 */
record CertificateNames(List<String> names) {

	private static final int DNS = 2;

	private static final int ADDRESS = 7;

	static CertificateNames of(X509Certificate certificate) {
		try {
			var alternatives = certificate.getSubjectAlternativeNames();
			return new CertificateNames(alternatives == null ? List.of()
					: alternatives.stream()
						.filter(entry -> entry.get(0).equals(DNS) || entry.get(0).equals(ADDRESS))
						.map(entry -> entry.get(1).toString().toLowerCase(Locale.ROOT))
						.toList());
		}
		catch (CertificateParsingException unreadable) {
			return new CertificateNames(List.of());
		}
	}

	boolean cover(String wanted) {
		String name = wanted.toLowerCase(Locale.ROOT);
		int dot = name.indexOf('.');
		String star = dot < 0 ? name : "*" + name.substring(dot);
		return names.contains(name) || names.contains(star);
	}

	@Override
	public String toString() {
		return names.isEmpty() ? "nothing" : String.join(", ", names);
	}

}
