package people.email;

import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;

/** Reads what a mail server said out of the library's nested exceptions. */
final class SmtpAnswer {

	/** RFC 5321, 4.2.1: replies beginning with 5 are permanent. */
	private static final Pattern PERMANENT = Pattern.compile("^5\\d\\d[ -].*", Pattern.DOTALL);

	private SmtpAnswer() {
	}

	static boolean forGood(MailException failure) {
		return chain(failure).stream().anyMatch(text -> PERMANENT.matcher(text).matches());
	}

	static String words(MailException failure) {
		List<String> chain = chain(failure);
		return chain.isEmpty() ? failure.getClass().getSimpleName() : chain.getLast().strip();
	}

	private static List<String> chain(MailException failure) {
		List<Throwable> causes = new ArrayList<>();
		if (failure instanceof MailSendException several) {
			causes.addAll(List.of(several.getMessageExceptions()));
		}
		if (causes.isEmpty()) {
			causes.add(failure);
		}
		List<String> texts = new ArrayList<>();
		causes.forEach(cause -> collect(cause, texts));
		return texts;
	}

	private static void collect(Throwable first, List<String> texts) {
		for (Throwable cause = first; cause != null; cause = inner(cause)) {
			if (cause.getMessage() != null) {
				texts.add(cause.getMessage());
			}
		}
	}

	private static Throwable inner(Throwable cause) {
		if (cause instanceof MessagingException mail && mail.getNextException() != null) {
			return mail.getNextException();
		}
		return cause.getCause();
	}

}
