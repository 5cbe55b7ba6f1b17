package stores.s3;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a service's refusals mean for a backup. */
final class S3Failures {

	private static final int NOT_FOUND = 404;

	private static final int UNAUTHORIZED = 401;

	private static final int FORBIDDEN = 403;

	private S3Failures() {
	}

	/** Whether there is a bucket but nothing under the key. */
	static boolean absent(SdkException failure) {
		return failure instanceof S3Exception refused && refused.statusCode() == NOT_FOUND && !withoutBucket(refused);
	}

	private static boolean withoutBucket(S3Exception refused) {
		return refused instanceof NoSuchBucketException
				|| refused.awsErrorDetails() != null && "NoSuchBucket".equals(refused.awsErrorDetails().errorCode());
	}

	static RuntimeException of(String place, SdkException failure) {
		if (failure instanceof S3Exception refused && withoutBucket(refused)) {
			return new PermanentFailure(FailureKind.NOT_FOUND, Said.of(
					"%s: there is no such bucket: make it, or change 'bucket' of the destination in the profile.",
					"%s: não existe tal bucket: crie-o, ou mude 'bucket' do destino no perfil.", place), failure);
		}
		if (failure instanceof S3Exception refused
				&& (refused.statusCode() == FORBIDDEN || refused.statusCode() == UNAUTHORIZED)) {
			return new PermanentFailure(FailureKind.FORBIDDEN, Said.of(
					"%s is refused (%s): check the keys behind accessKey and secretKey of the destination, and that they may list, read, write and delete there.",
					"%s é recusado (%s): confira as chaves por trás de accessKey e secretKey do destino, e se podem listar, ler, gravar e apagar lá.",
					place, refused.getMessage()), failure);
		}
		return new TransientFailure(Said.of("%s cannot be reached or used: %s",
				"%s não pode ser alcançado ou usado: %s", place, failure.getMessage()), failure);
	}

}
