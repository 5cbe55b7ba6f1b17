package people.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetup;
import domain.failure.TransientFailure;
import domain.profile.Channel;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import people.Letter;
import people.Receipt;

/** E-mail to a real SMTP server. */
class EmailCourierTest {

	private static final Letter LETTER = new Letter("run-1/key", "⚠️ Não foi", "Execução: http://temporal/");

	private static final Channel MANAGERS = new Channel("managers", Channel.Kind.EMAIL, null, null, null,
			List.of("a@example.com", "b@example.com"));

	@RegisterExtension
	static final GreenMailExtension mail = new GreenMailExtension(
			new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

	@Test
	void everybodyOnTheChannelGetsTheMail() throws MessagingException, IOException {
		assertThat(courier(mail.getSmtp().getPort()).send(MANAGERS, LETTER)).isEqualTo(new Receipt.Taken());
		MimeMessage[] received = mail.getReceivedMessages();
		assertThat(received).hasSize(2);
		assertThat(received[0].getSubject()).isEqualTo("⚠️ Não foi");
		assertThat(received[0].getContent().toString().strip()).isEqualTo("Execução: http://temporal/");
		assertThat(received[0].getFrom()[0]).hasToString("holdfast@example.com");
	}

	@Test
	void theSameLetterKeepsItsMessageId() throws MessagingException {
		EmailCourier courier = courier(mail.getSmtp().getPort());
		courier.send(MANAGERS, LETTER);
		courier.send(MANAGERS, LETTER);
		courier.send(MANAGERS, new Letter("run-2/key", "s", "t"));
		List<String> ids = new ArrayList<>();
		for (MimeMessage received : mail.getReceivedMessages()) {
			ids.add(received.getMessageID());
		}
		assertThat(ids).hasSize(6).allMatch(id -> id.endsWith("@holdfast>"));
		assertThat(Set.copyOf(ids)).hasSize(2);
	}

	@Test
	void filesGoWithTheMail(@TempDir Path folder) throws MessagingException, IOException {
		Path report = Files.writeString(folder.resolve("drill.html"), "<p>RTO</p>");
		Letter letter = new Letter("run-1/report", "📄 Simulação", "APROVADO", List.of(report));
		assertThat(courier(mail.getSmtp().getPort()).send(MANAGERS, letter)).isEqualTo(new Receipt.Taken());
		Multipart parts = (Multipart) mail.getReceivedMessages()[0].getContent();
		assertThat(parts.getCount()).isEqualTo(2);
		assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("drill.html");
	}

	@Test
	void aServerThatIsAwayIsTriedAgain() {
		assertThatThrownBy(() -> courier(1).send(MANAGERS, LETTER)).isInstanceOf(TransientFailure.class)
			.hasMessageContaining("refused");
	}

	@Test
	void withoutAServerOrRecipientsItIsNotSetUp() {
		EmailCourier serverless = new EmailCourier(
				new StaticListableBeanFactory().getBeanProvider(JavaMailSender.class), "holdfast@example.com");
		assertThat(serverless.send(MANAGERS, LETTER))
			.isEqualTo(new Receipt.Refused("not set up: no mail server, set spring.mail.host"));
		Channel nobody = new Channel("nobody", Channel.Kind.EMAIL, null, null, null, List.of());
		assertThat(courier(1).send(nobody, LETTER))
			.isEqualTo(new Receipt.Refused("not set up: the profile names no recipients"));
	}

	@Test
	void anAddressThatIsNoneIsRefusedForGood() {
		Channel odd = new Channel("odd", Channel.Kind.EMAIL, null, null, null, List.of("not an address"));
		assertThat(courier(mail.getSmtp().getPort()).send(odd, LETTER)).isInstanceOf(Receipt.Refused.class);
	}

	private static EmailCourier courier(int port) {
		JavaMailSenderImpl sender = new JavaMailSenderImpl();
		sender.setHost("127.0.0.1");
		sender.setPort(port);
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("sender", sender);
		return new EmailCourier(beans.getBeanProvider(JavaMailSender.class), "holdfast@example.com");
	}

}
