import cf from 'cloudfront';

async function connectionHandler(connection) {
    const kvsHandle = cf.kvs();
    const serial = connection.clientCertificate.certificates.leaf.serialNumber;
    const isRevoked = await kvsHandle.exists(serial.replaceAll(':', ''));
    if (isRevoked) {
        connection.logCustomData(`REVOKED:${serial}`);
        connection.deny();
    } else {
        connection.allow();
    }
}
