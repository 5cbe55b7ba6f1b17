package people.email;

import domain.failure.TransientFailure;
import domain.profile.Channel;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import people.Courier;
import people.Letter;
import people.Receipt;

/** Sends e-mail by the server that {@code spring.mail} names. */
@Component
class EmailCourier implements Courier {

	private static final String LONGEST_MILLIS = "10000";

	private final ObjectProvider<JavaMailSender> senders;

	private final String from;

	EmailCourier(ObjectProvider<JavaMailSender> senders,
			@Value("${holdfast.mail-from:holdfast@localhost}") String from) {
		this.senders = senders;
		this.from = from;
	}

	@Override
	public Channel.Kind kind() {
		return Channel.Kind.EMAIL;
	}

	@Override
	public Receipt send(Channel channel, Letter letter) {
		JavaMailSender sender = senders.getIfAvailable();
		if (sender == null) {
			return new Receipt.Refused("not set up: no mail server, set spring.mail.host");
		}
		if (channel.to().isEmpty()) {
			return new Receipt.Refused("not set up: the profile names no recipients");
		}
		limitWaiting(sender);
		try {
			sender.send(write(sender.createMimeMessage(), channel, letter));
			return new Receipt.Taken();
		}
		catch (MailAuthenticationException | MailParseException | MessagingException forGood) {
			return new Receipt.Refused("the mail cannot be sent: " + forGood.getMessage());
		}
		catch (MailException failure) {
			return judge(failure);
		}
	}

	/** Without these the mail library waits for ever. */
	private static void limitWaiting(JavaMailSender sender) {
		if (sender instanceof JavaMailSenderImpl smtp) {
			smtp.getJavaMailProperties().putIfAbsent("mail.smtp.connectiontimeout", LONGEST_MILLIS);
			smtp.getJavaMailProperties().putIfAbsent("mail.smtp.timeout", LONGEST_MILLIS);
			smtp.getJavaMailProperties().putIfAbsent("mail.smtp.writetimeout", LONGEST_MILLIS);
		}
	}

	private MimeMessage write(MimeMessage mail, Channel channel, Letter letter) throws MessagingException {
		MimeMessageHelper helper = new MimeMessageHelper(mail, !letter.files().isEmpty(),
				StandardCharsets.UTF_8.name());
		helper.setFrom(from);
		helper.setTo(channel.to().toArray(String[]::new));
		helper.setSubject(letter.subject());
		helper.setText(letter.text());
		for (Path file : letter.files()) {
			helper.addAttachment(file.getFileName().toString(), file.toFile());
		}
		// The same letter sent twice is one letter to mail servers and readers that look.
		mail.setHeader("Message-ID",
				"<" + UUID.nameUUIDFromBytes((letter.id() + "/" + channel.name()).getBytes(StandardCharsets.UTF_8))
						+ "@holdfast>");
		return mail;
	}

	private static Receipt judge(MailException failure) {
		String said = "the mail server did not take the mail: " + SmtpAnswer.words(failure);
		if (SmtpAnswer.forGood(failure)) {
			return new Receipt.Refused(said);
		}
		throw new TransientFailure(said, failure);
	}

}
