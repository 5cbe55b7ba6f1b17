package secrets;

import java.util.List;
import java.util.regex.Pattern;

/** What looks like a secret, whoever it belongs to. */
final class SecretShapes {

	/**
	 * Words in the name of a variable, field or header that say that its value is one.
	 */
	private static final String NAMES = "passw(?:or)?d|passwd|passphrase|pwd|secret|senha|token|api[_.-]?key|apikey"
			+ "|access[_.-]?key|private[_.-]?key|secret[_.-]?key|credentials?|auth[_.-]?key|signing[_.-]?key"
			+ "|encryption[_.-]?key|client[_.-]?key|connection[_.-]?string|cookie|authorization|webhook";

	private static final String NAME = "(?:" + NAMES + ")(?:[_.-]?(?:value|data|text|hash|\\d+))?";

	private static final Pattern SECRET_NAME = Pattern.compile("[\\w.-]{0,60}" + NAME, Pattern.CASE_INSENSITIVE);

	private static final String KEY_KIND = "[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----";

	private static final List<Shape> SHAPES = List.of(
			// Keys in PEM, whole; cut off at their end; cut off at their begin.
			new Shape("-----BEGIN " + KEY_KIND + "[\\s\\S]*?-----END " + KEY_KIND, "***", "-----BEGIN "),
			new Shape("-----BEGIN " + KEY_KIND + "[\\s\\S]*", "***", "-----BEGIN "),
			new Shape("(?:[A-Za-z0-9+/=]{16,80}(?:\\s|\\\\n)++)++-----END " + KEY_KIND, "***", "-----END "),
			// Authorization: Bearer x, "authorization": "Basic x", Cookie: a=b; c=d
			new Shape(
					"(?i)((?:proxy-)?authorization[\"']?\\s*[:=]\\s*[\"']?(?:bearer|basic|digest|token|apikey)\\s+)[^\\s\"',]+",
					"$1***"),
			new Shape("(?i)((?:set-)?cookie[\"']?\\s*:\\s*)[^\\r\\n\"']+", "$1***"),
			new Shape("(?i)\\b(bearer\\s+)[A-Za-z0-9._~+/-]{8,}=*", "$1***"),
			// scheme://user:password@host, and a token alone before the @
			new Shape("(?i)\\b([a-z][a-z0-9+.-]{1,30}://[^\\s:/@\"']*:)[^\\s@\"']+@", "$1***@", "://"),
			new Shape("(?i)\\b(https?://)[^\\s:/@\"']{8,}@", "$1***@", "://"),
			// - name: DB_PASSWORD (next line) value: x, as objects of a cluster write it
			new Shape("(?im)^(\\s*(?:-\\s+)?name:\\s*[\"']?[\\w.-]{0,60}" + NAME
					+ "[\"']?\\s*\\R\\s*value:\\s*)[^\\r\\n]+", "$1***"),
			new Shape("(?i)(\"name\"\\s*:\\s*\"[\\w.-]{0,60}" + NAME
					+ "\"\\s*,\\s*\"value\"\\s*:\\s*)\"(?:[^\"\\\\]|\\\\.)*\"", "$1\"***\""),
			// name="value with blanks", name: 'value', "name":"value", and escaped once
			new Shape("(?i)(" + NAME + "\\\\?[\"']?\\s*[=:]\\s*)\\\\?\"(?:[^\"\\\\\\r\\n]|\\\\.)*\"", "$1\"***\""),
			new Shape("(?i)(" + NAME + "[\"']?\\s*[=:]\\s*)'(?:[^'\\\\\\r\\n]|\\\\.)*'", "$1'***'"),
			// name=value, name: value, --name value; a block or list behind the colon is
			// no value, and the name of a secret (kubernetes-secret:namespace/name/key)
			// is
			// none
			new Shape("(?i)(" + NAME + "[\"']?\\s*=\\s*)[^\\s\"'&,;{}\\[\\])]+", "$1***"),
			new Shape("(?i)(" + NAME
					+ "[\"']?:[ \\t]*)(?!(?<=kubernetes-secret:)[\\w.-]+/[\\w.-]+/)[^\\s\"'&,;{}\\[\\])|>-][^\\s\"'&,;}\\])]*",
					"$1***"),
			new Shape("(?i)(--[\\w.-]{0,60}" + NAME + "[ \\t]+)[^\\s\"'-][^\\s\"']*", "$1***"),
			// Tokens that say themselves what they are.
			new Shape("\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{4,}(?:\\.[A-Za-z0-9_-]*)?", "***"),
			new Shape("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b", "***"), new Shape("\\bgh[pousr]_[A-Za-z0-9]{20,}", "***"),
			new Shape("\\bgithub_pat_[A-Za-z0-9_]{20,}", "***"), new Shape("\\bglpat-[A-Za-z0-9_-]{16,}", "***"),
			new Shape("\\bxox[abposr]-[A-Za-z0-9-]{8,}", "***"),
			new Shape("\\bhooks\\.slack\\.com/services/[A-Za-z0-9/_-]+", "hooks.slack.com/services/***"),
			new Shape("\\bsk-[A-Za-z0-9_-]{16,}", "***"), new Shape("\\bAIza[0-9A-Za-z_-]{30,}", "***"),
			new Shape("\\bSG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}", "***"),
			new Shape("\\bhv[sb]\\.[A-Za-z0-9_-]{20,}", "***"));

	private SecretShapes() {
	}

	static boolean isSecretName(String name) {
		return name != null && SECRET_NAME.matcher(name).matches();
	}

	static String hide(String text) {
		String hidden = text;
		for (Shape shape : SHAPES) {
			if (shape.sign() == null || hidden.contains(shape.sign())) {
				hidden = shape.pattern().matcher(hidden).replaceAll(shape.instead());
			}
		}
		return hidden;
	}

	/**
	 * A form and what stands in its place.
	 *
	 * @param pattern the form
	 * @param instead its replacement
	 * @param sign text without which it need not be looked for, or null
	 */
	private record Shape(Pattern pattern, String instead, String sign) {

		Shape(String form, String instead) {
			this(form, instead, null);
		}

		Shape(String form, String instead, String sign) {
			this(Pattern.compile(form), instead, sign);
		}

	}

}
