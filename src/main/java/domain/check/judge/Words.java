package domain.check.judge;

import domain.people.Languages;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * What people read of a verdict, in their language.
 *
 * @param language a BCP 47 tag
 */
record Words(String language) {

	String say(String english, String portuguese, Object... values) {
		return Languages.say(language, english, portuguese, values);
	}

	/** Four significant digits, without trailing zeros. */
	static String number(double value) {
		return BigDecimal.valueOf(value)
			.round(new MathContext(4, RoundingMode.HALF_UP))
			.stripTrailingZeros()
			.toPlainString();
	}

	static String percent(double ratio) {
		return number(ratio * 100) + " %";
	}

}
