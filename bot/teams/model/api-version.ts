/** The newest version of the Azure OpenAI service's interface that is generally available. */
export const apiVersion = '2024-10-21'
