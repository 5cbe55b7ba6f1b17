package people.email;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mail.MailSendException;

/** What mail servers say, as the mail library nests it. */
class SmtpAnswerTest {

	@Test
	void aReplyBeginningWithFiveIsForGood() {
		MailSendException failure = refused("550 5.1.1 <x@example.com>: no such user\n");
		assertThat(SmtpAnswer.forGood(failure)).isTrue();
		assertThat(SmtpAnswer.words(failure)).isEqualTo("550 5.1.1 <x@example.com>: no such user");
	}

	@Test
	void aReplyBeginningWithFourPasses() {
		assertThat(SmtpAnswer.forGood(refused("451 4.3.0 try again later"))).isFalse();
	}

	@Test
	void aConnectionThatFailedPasses() {
		assertThat(SmtpAnswer.forGood(new MailSendException("Mail server connection failed",
				new MessagingException("Couldn't connect to host, port: 127.0.0.1, 25"))))
			.isFalse();
	}

	private static MailSendException refused(String reply) {
		return new MailSendException(
				Map.of("mail", new SendFailedException("Invalid Addresses", new MessagingException(reply))));
	}

}
