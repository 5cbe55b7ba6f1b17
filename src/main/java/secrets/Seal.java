package secrets;

import com.google.crypto.tink.subtle.AesGcmJce;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Encrypts small things before they are kept: AES-256-GCM, bound to what they are a copy
 * of (Google Tink). Another key, or altered content, does not open.
 */
@Component
public class Seal {

	private static final int KEY_BYTES = 32;

	private static final int SHOWN_BYTES = 6;

	private final Secrets secrets;

	public Seal(Secrets secrets) {
		this.secrets = secrets;
	}

	/**
	 * Content that only the key opens, in Base64.
	 * @param reference reference of the key, 32 bytes in Base64
	 * @param bound what it is a copy of
	 */
	public String close(String content, String reference, String bound) {
		try {
			byte[] sealed = cipher(reference).encrypt(content.getBytes(StandardCharsets.UTF_8), bytes(bound));
			return Base64.getEncoder().encodeToString(sealed);
		}
		catch (GeneralSecurityException impossible) {
			throw new IllegalStateException("every Java has AES-GCM", impossible);
		}
	}

	/** The content again. */
	public String open(String sealed, String reference, String bound) {
		try {
			byte[] content = cipher(reference).decrypt(Base64.getDecoder().decode(sealed.strip()), bytes(bound));
			return new String(content, StandardCharsets.UTF_8);
		}
		catch (GeneralSecurityException | IllegalArgumentException altered) {
			// Neither may repeat what it was given.
			throw new PermanentFailure(FailureKind.NOT_VERIFIED, "the copy of " + bound
					+ " does not open with the key '" + reference + "': it was made with another one or altered");
		}
	}

	/**
	 * What stands for a content that nobody may see: the begin of its HMAC-SHA256,
	 * against which only the holder of the key can try contents.
	 */
	public String fingerprint(String content, String reference) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key(reference), "HmacSHA256"));
			return HexFormat.of().formatHex(mac.doFinal(bytes(content)), 0, SHOWN_BYTES);
		}
		catch (GeneralSecurityException impossible) {
			throw new IllegalStateException("every Java has HMAC-SHA256", impossible);
		}
	}

	private AesGcmJce cipher(String reference) throws GeneralSecurityException {
		return new AesGcmJce(key(reference));
	}

	private byte[] key(String reference) {
		try {
			byte[] key = Base64.getDecoder().decode(secrets.resolve(reference).strip());
			if (key.length == KEY_BYTES) {
				return key;
			}
		}
		catch (IllegalArgumentException malformed) {
			// Its text may repeat the key.
			throw unusable(reference);
		}
		throw unusable(reference);
	}

	private static PermanentFailure unusable(String reference) {
		return new PermanentFailure(FailureKind.PROFILE, "the secret behind '" + reference
				+ "' is no key: give 32 random bytes in Base64, as 'openssl rand -base64 32' prints");
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
