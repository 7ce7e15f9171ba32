import cf from 'cloudfront';

const REGIONS = { DE: 'eu-central-1', FR: 'eu-west-3', US: 'us-east-1' };
const DEFAULT = 'us-east-1';

function handler(event) {
    const request = event.request;
    const country = request.headers['cloudfront-viewer-country'] && request.headers['cloudfront-viewer-country'].value;
    const region = REGIONS[country] || DEFAULT;
    if (region !== DEFAULT) {
        cf.updateRequestOrigin({
            domainName: `bucket-${region}.s3.${region}.amazonaws.com`,
            originAccessControlConfig: { enabled: true, region: region, signingBehavior: 'always', signingProtocol: 'sigv4', originType: 's3' },
            customHeaders: { 'x-region': region }
        });
    } else if (cf.edgeLocation && cf.edgeLocation.name) {
        console.log('edge ' + cf.edgeLocation.name);
    }
    return request;
}
